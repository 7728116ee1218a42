package dev.haversack.platform.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.problem.ProblemException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableValuesTest {

  record Sample(String name, BigDecimal amount) {}

  private final ObjectMapper json = mapper();

  @Test
  void ordinaryValuesPass() throws JsonProcessingException {
    String text = "{\"name\":\"Grüße \uD83D\uDE00\",\"amount\":922337203685476.5807}";

    assertEquals(
        new BigDecimal("922337203685476.5807"), json.readValue(text, Sample.class).amount());
    assertEquals(text, json.writeValueAsString(json.readTree(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-2000", "1e5000", "-1e-20000"})
  void numbersThatWouldGrowAreRefused(String number) {
    assertRefused(() -> json.readValue("{\"amount\":" + number + "}", Sample.class));
    assertRefused(() -> json.readValue("{\"a\":[" + number + "]}", JsonNode.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "a\\uD800b", "\\uDC00"})
  void textsThatCannotBeStoredAreRefused(String text) {
    assertRefused(() -> json.readValue("{\"name\":\"" + text + "\"}", Sample.class));
  }

  enum Kind {
    ONE
  }

  record Typed(boolean flag, Kind kind, int count, String text) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"flag\":1}",
        "{\"flag\":\"true\"}",
        "{\"flag\":\"\"}",
        "{\"flag\":1.0}",
        "{\"kind\":0}",
        "{\"kind\":\"0\"}",
        "{\"count\":\"1\"}",
        "{\"count\":1.0}",
        "{\"text\":1}",
        "{\"text\":1.5}",
        "{\"text\":true}"
      })
  void valuesOfAnotherTypeAreRefused(String text) {
    assertThrows(JsonMappingException.class, () -> json.readValue(text, Typed.class));
  }

  @Test
  void valuesOfTheirTypePass() throws JsonProcessingException {
    assertEquals(
        new Typed(true, Kind.ONE, 1, "a"),
        json.readValue("{\"flag\":true,\"kind\":\"ONE\",\"count\":1,\"text\":\"a\"}", Typed.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"count\":1,\"count\":2}", "{\"a\":{\"b\":1,\"c\":2,\"d\":3,\"b\":1}}"})
  void aNameIsThereOnce(String text) {
    assertThrows(JsonParseException.class, () -> json.readTree(text));
  }

  @Test
  void norIsOneOfARecord() {
    String text = "{\"count\":1,\"count\":2}";
    var refused =
        assertThrows(JsonProcessingException.class, () -> json.readValue(text, Typed.class));
    assertTrue(refused.getMessage().startsWith("Duplicate field 'count'"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"Zürich \uD83C\uDF92\",\"n\":1.5,\"b\":true,\"x\":null,\"a\":[1,\"y\"]}"
      })
  void whatPeopleTypeHasNoFault(String value) throws JsonProcessingException {
    assertNull(StorableValues.fault(json.readTree(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\u0000b\"}",
        "{\"a\\u0000\":1}",
        "{\"deep\":[{\"name\":\"\\ud83c\"}]}",
        "{\"name\":\"\\udf92\\ud83c\"}",
        "{\"n\":1e999}"
      })
  void theFaultIsFoundHoweverDeep(String value) throws JsonProcessingException {
    assertNotNull(StorableValues.fault(json.readTree(value)));
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable reading) {
    Throwable thrown = assertThrows(Exception.class, reading);
    while (thrown.getCause() != null && !(thrown instanceof ProblemException)) {
      thrown = thrown.getCause();
    }
    assertInstanceOf(ProblemException.class, thrown);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new ExactNumbers().customize(mapper);
    new StorableValues().customize(mapper);
    return mapper;
  }
}
