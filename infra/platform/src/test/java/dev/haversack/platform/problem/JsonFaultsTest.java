package dev.haversack.platform.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.Operator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultsTest {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
          .build();

  private record Sample(
      UUID id,
      Instant at,
      int count,
      boolean on,
      List<String> names,
      AttributeMerge merge,
      Operator operator) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id": "x"} | Expected is a UUID.
          {"at": "yesterday"} | Expected is a time like 2026-11-23T10:15:00Z.
          {"count": "x"} | Expected is a number in its range.
          {"count": 99999999999} | The number is out of range.
          {"on": "maybe"} | Expected is true or false.
          {"names": 1} | Expected is a list.
          {"names": [1]} | Expected is a text.
          {"merge": 1} | Expected is an object.
          {"merge": {"source": "ours"}} | Expected is one of both, mine, resolver, theirs.
          {"colour": 1} | There is no such field here; there are: at, count, id, merge, names, on, operator.
          """)
  void isSaidInTheWordsOfTheContract(String json, String message) {
    String said = JsonFaults.message(fault(json));

    assertEquals(message, said);
  }

  @Test
  void allOperatorsAreNamedToWhoKnowsAnother() {
    String said = JsonFaults.message(fault("{\"operator\": \"equals\"}"));

    assertTrue(said.startsWith("Expected is one of above, begins-with, "), said);
    for (Operator operator : Operator.values()) {
      assertTrue(said.contains(" " + operator.wireName()), operator.wireName());
    }
  }

  @Test
  void whereTheTextBreaksIsSaid() {
    String said = JsonFaults.message(fault("{\"count\": 1,\n x"));

    assertTrue(said.startsWith("This is not JSON (line 2, column "), said);
    said = JsonFaults.message(fault("{\"count\": " + "1".repeat(2000) + "}"));
    assertTrue(said.startsWith("The text nests too deep, or a name or number"), said);
  }

  private static JacksonException fault(String json) {
    return assertThrows(JacksonException.class, () -> JSON.readValue(json, Sample.class));
  }
}
