package dev.haversack.conflict.resolution;

import static dev.haversack.conflict.errors.StoredErrors.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SentValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|1",
        "MEMO|true",
        "DATETIME|1",
        "DATE|1",
        "LOOKUP|{}",
        "OWNER|1",
        "UNIQUEIDENTIFIER|[]",
        "INTEGER|1.5",
        "INTEGER|2147483648",
        "BIGINT|9223372036854775808",
        "BIGINT|\"1\"",
        "CHOICE|\"Hot\"",
        "STATE|true",
        "STATUS|1.0",
        "DECIMAL|\"1\"",
        "DOUBLE|true",
        "MONEY|\"12\"",
        "BOOLEAN|1"
      })
  void aValueOfAnotherKindIsNamed(AttributeType type, String value) {
    assertEquals(List.of("attributes.a wrong-type"), findings(type, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|\"x\"",
        "DATETIME|\"2026-03-02T08:30:00Z\"",
        "LOOKUP|\"x\"",
        "INTEGER|1",
        "BIGINT|2147483648",
        "CHOICE|1",
        "DECIMAL|1",
        "MONEY|12.5",
        "BOOLEAN|false"
      })
  void aValueOfTheKindPasses(AttributeType type, String value) {
    assertEquals(List.of(), findings(type, value));
  }

  @ParameterizedTest
  @EnumSource(AttributeType.class)
  void noValueIsOfEveryKind(AttributeType type) {
    assertEquals(List.of(), findings(type, "null"));
  }

  @Test
  void unknownAttributesAreNamedAndCompanionsAreKnown() {
    var values = new SentValues(Map.of(), Set.of("customeridtype"), null);

    assertEquals(
        List.of("attributes.colour unknown-attribute"),
        texts(values, "{\"colour\": null, \"customeridtype\": \"account\"}"));
  }

  @Test
  void whatCannotBeStoredIsNamedThoughNothingIsKnownOfTheEntity() {
    assertEquals(
        List.of("attributes.name validation-failed", "attributes validation-failed"),
        texts(SentValues.of(null), "{\"name\": \"\\u0000\", \"\\u0000\": 1, \"colour\": 1}"));
  }

  private static List<String> findings(AttributeType type, String value) {
    var attribute = new Attribute("a", "A", type, false, false, null, null, null, null, null);
    return texts(new SentValues(Map.of("a", attribute), Set.of(), null), "{\"a\": " + value + "}");
  }

  private static List<String> texts(SentValues values, String sent) {
    return values.findings("attributes", json(sent)).stream()
        .map(finding -> finding.field() + " " + finding.code())
        .toList();
  }
}
