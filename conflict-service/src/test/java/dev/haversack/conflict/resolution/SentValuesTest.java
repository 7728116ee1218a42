package dev.haversack.conflict.resolution;

import static dev.haversack.conflict.errors.StoredErrors.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import java.math.BigDecimal;
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
        "DATE|\"soon\"",
        "LOOKUP|{}",
        "LOOKUP|\"x\"",
        "OWNER|1",
        "UNIQUEIDENTIFIER|[]",
        "INTEGER|1.5",
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
        "LOOKUP|\"0198f0aa-0000-7000-8000-000000000001\"",
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
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING|\"abcd\"|too-long",
        "INTEGER|13|out-of-range",
        "INTEGER|2147483648|out-of-range",
        "BIGINT|9223372036854775808|out-of-range",
        "MONEY|-0.5|out-of-range",
        "CHOICE|2|unknown-choice",
        "MULTICHOICE|[1,2]|unknown-choice"
      })
  void aValueThatTheAttributeDoesNotTakeIsNamed(AttributeType type, String value, String code) {
    assertEquals(List.of("attributes.a " + code), findings(type, value));
  }

  @Test
  void whatTheServerKeepsAndWhatMustBeThereIsNamed() {
    assertEquals(
        List.of("attributes.a read-only-attribute"),
        texts(values(attribute(AttributeType.STRING, false, true)), "{\"a\": \"x\"}"));
    assertEquals(
        List.of("attributes.a missing-required"),
        texts(values(attribute(AttributeType.STRING, true, false)), "{\"a\": null}"));
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
    return texts(values(attribute(type, false, false)), "{\"a\": " + value + "}");
  }

  private static SentValues values(Attribute attribute) {
    return new SentValues(Map.of("a", attribute), Set.of(), null);
  }

  /** Three characters, numbers from 0 to 10, one choice: each type takes what is for it. */
  private static Attribute attribute(AttributeType type, boolean required, boolean system) {
    boolean text = type == AttributeType.STRING || type == AttributeType.MEMO;
    return new Attribute(
        "a",
        "A",
        type,
        required,
        system,
        text ? 3 : null,
        BigDecimal.ZERO,
        type == AttributeType.BIGINT ? null : new BigDecimal("12.5"),
        List.of(new Choice(1, "One", null)),
        null);
  }

  private static List<String> texts(SentValues values, String sent) {
    return values.findings("attributes", json(sent)).stream()
        .map(finding -> finding.field() + " " + finding.code())
        .toList();
  }
}
