package dev.haversack.replay.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadAction;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID ACTION = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID RECORD = UUID.fromString("00000000-0000-0000-0000-000000000002");

  @Test
  void orderOfAttributesAndInformativeTimeDoNotMatter() {
    assertArrayEquals(
        hash("{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}", null, Instant.EPOCH),
        hash("{\"b\":{\"d\":null,\"c\":[1,2]},\"a\":1}", null, null));
  }

  @Test
  void everythingElseMatters() {
    List<String> contents =
        List.of(
            "{}",
            "{\"a\":1}",
            "{\"a\":\"1\"}",
            "{\"a\":null}",
            "{\"a\":\"null\"}",
            "{\"a\":true}",
            "{\"a\":[]}",
            "{\"a\":{}}",
            "{\"a\":[1,2]}",
            "{\"a\":[2,1]}",
            "{\"a\":\"bc\",\"b\":\"\"}",
            "{\"a\":\"b\",\"b\":\"c\"}");

    long different =
        contents.stream()
            .map(c -> HexFormat.of().formatHex(hash(c, null, null)))
            .distinct()
            .count();

    assertEquals(contents.size(), different);
  }

  @Test
  void attributesAndBaseValuesAreNotTakenForEachOther() {
    assertEquals(
        2,
        List.of(hash("{\"a\":1}", null, null), hash(null, "{\"a\":1}", null)).stream()
            .map(HexFormat.of()::formatHex)
            .distinct()
            .count());
  }

  private static byte[] hash(String attributes, String baseValues, Instant madeAt) {
    return ContentHash.of(
        new UploadAction(
            ACTION,
            1L,
            "task",
            RECORD,
            Operation.UPDATE,
            null,
            null,
            object(attributes),
            5L,
            object(baseValues),
            madeAt));
  }

  private static ObjectNode object(String text) {
    try {
      return text == null ? null : (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
