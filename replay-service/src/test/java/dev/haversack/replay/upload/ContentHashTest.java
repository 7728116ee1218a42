package dev.haversack.replay.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadAction;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
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
  void numbersCountAndNotTheirForm() {
    for (List<String> same :
        List.of(
            List.of("3", "3.0", "3.00", "0.3e1"),
            List.of("1200", "1200.0", "12e2", "1.2E3"),
            List.of("0", "0.0", "-0.0", "0e9"),
            List.of("-1.5", "-1.50", "-15e-1"),
            List.of("1e999", "10e998"))) {
      assertEquals(1, different(same), same.toString());
    }
    assertEquals(7, different(List.of("3", "3.1", "30", "-3", "0.3", "1e999", "1e998")));
  }

  @Test
  void whatWasStoredWhenTheFormStillCountedIsKnownAgain() {
    UploadAction action = action("{\"a\":3.0,\"b\":7}", null, null);
    HashedAction hashed = HashedAction.of(action);

    assertFalse(Arrays.equals(hashed.hash(), ContentHash.former(action)));
    assertTrue(hashed.isStoredAs(ContentHash.former(action)));
    assertTrue(hashed.isStoredAs(ContentHash.of(action("{\"a\":3,\"b\":7}", null, null))));
    assertFalse(hashed.isStoredAs(ContentHash.former(action("{\"a\":3.1,\"b\":7}", null, null))));
  }

  @Test
  void emptyBaseValuesAreNone() {
    UploadAction empty = action("{\"a\":1}", "{}", null);

    assertArrayEquals(hash("{\"a\":1}", null, null), ContentHash.of(empty));
    assertTrue(HashedAction.of(empty).isStoredAs(ContentHash.former(empty)));
    assertFalse(Arrays.equals(hash("{\"a\":1}", "{\"a\":0}", null), ContentHash.of(empty)));
  }

  private static long different(List<String> numbers) {
    return numbers.stream()
        .map(number -> HexFormat.of().formatHex(hash("{\"a\":" + number + "}", null, null)))
        .distinct()
        .count();
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
    return ContentHash.of(action(attributes, baseValues, madeAt));
  }

  private static UploadAction action(String attributes, String baseValues, Instant madeAt) {
    return new UploadAction(
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
        madeAt);
  }

  private static ObjectNode object(String text) {
    try {
      return text == null ? null : (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
