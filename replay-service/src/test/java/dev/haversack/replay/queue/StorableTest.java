package dev.haversack.replay.queue;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorableTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatPeopleTypeCanBeStored() throws JsonProcessingException {
    for (String good :
        List.of(
            "{}",
            "{\"name\":\"Zürich \uD83C\uDF92\",\"n\":1.5,\"b\":true,\"x\":null,\"a\":[1,\"y\"]}")) {
      assertNull(Storable.fault(JSON.readTree(good)), good);
    }
  }

  @Test
  void whatTheDatabaseCannotHoldIsFound() throws JsonProcessingException {
    for (String bad :
        List.of(
            "{\"name\":\"a\\u0000b\"}",
            "{\"a\\u0000\":1}",
            "{\"deep\":[{\"name\":\"\\ud83c\"}]}",
            "{\"name\":\"\\udf92\\ud83c\"}",
            "{\"n\":1e999}")) {
      assertNotNull(Storable.fault(JSON.readTree(bad)), bad);
    }
  }
}
