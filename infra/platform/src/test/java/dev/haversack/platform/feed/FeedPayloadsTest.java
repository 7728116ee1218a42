package dev.haversack.platform.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.BusinessUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedPayloadsTest {

  private static final BusinessUnit UNIT = new BusinessUnit(new UUID(1, 2), "North", null);
  private static final String OF_A_NEWER_SENDER =
      "{\"id\":\"%s\",\"name\":\"North\",\"color\":{\"a\":1}}".formatted(UNIT.id());

  private final ObjectMapper json = new ObjectMapper();
  private final FeedPayloads payloads = new FeedPayloads(json);

  @Test
  void whatANewerSenderSaysBesidesIsPassedOver() throws JsonProcessingException {
    assertThrows(
        JsonProcessingException.class, () -> json.readValue(OF_A_NEWER_SENDER, BusinessUnit.class));

    assertEquals(UNIT, payloads.read(OF_A_NEWER_SENDER, BusinessUnit.class));
    assertEquals(UNIT, payloads.read(json.readTree(OF_A_NEWER_SENDER), BusinessUnit.class));
  }
}
