package dev.haversack.dataset.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.Operator;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of FetchXML, one by one: sections 8.2 and 8.3 of the facts. */
class FilterRulesTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<Operator> HOLD_ON_NULL =
      Set.of(
          Operator.NULL,
          Operator.NE,
          Operator.NOT_LIKE,
          Operator.NOT_BEGIN_WITH,
          Operator.NOT_END_WITH,
          Operator.NE_USERID,
          Operator.NE_BUSINESSID);
  private static final Map<String, AttributeType> TYPES =
      Map.of(
          "name",
          AttributeType.STRING,
          "parentid",
          AttributeType.LOOKUP,
          "n",
          AttributeType.INTEGER,
          "day",
          AttributeType.DATE,
          "otherday",
          AttributeType.DATE,
          "moment",
          AttributeType.DATETIME,
          "tags",
          AttributeType.MULTICHOICE);
  private static final FilterSchema SCHEMA = FilterSchema.of("thing", new TreeMap<>(TYPES));
  private static final Evaluation CALLER =
      new Evaluation(
          new CallerContext(
              new UUID(0, 1),
              Set.of(new UUID(0, 2)),
              new UUID(0, 3),
              Set.of(new UUID(0, 4)),
              Set.of(new UUID(0, 5)),
              1033),
          new TimeContext(
              Instant.parse("2026-11-23T20:00:00Z"),
              new Calendar(ZoneOffset.UTC, DayOfWeek.SUNDAY, FiscalCalendar.DEFAULT)));

  /** An id is never null. */
  @ParameterizedTest
  @EnumSource(
      value = Operator.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNDER", "EQ_OR_UNDER", "NOT_UNDER", "ABOVE", "EQ_OR_ABOVE"})
  void nullRule(Operator operator) {
    String attribute =
        switch (operator.subject()) {
          case CALLER -> operator == Operator.EQ_USERLANGUAGE ? "n" : "parentid";
          case TIME -> "moment";
          case VALUE -> operator.name().endsWith("CONTAIN_VALUES") ? "tags" : "name";
          case HIERARCHY -> throw new IllegalArgumentException(operator.wireName());
        };
    JsonNode text = JSON.textNode("x");
    Condition condition =
        switch (operator.operands()) {
          case NONE -> new Condition(attribute, operator, null, null);
          case ONE -> new Condition(attribute, operator, text, null);
          case COUNT, YEAR, PERIOD -> new Condition(attribute, operator, JSON.numberNode(1), null);
          case DAY -> new Condition(attribute, operator, JSON.textNode("2026-01-31"), null);
          case PERIOD_AND_YEAR ->
              new Condition(
                  attribute, operator, null, List.of(JSON.numberNode(1), JSON.numberNode(2026)));
          case LIST, PAIR ->
              new Condition(
                  attribute,
                  operator,
                  null,
                  attribute.equals("tags")
                      ? List.of(JSON.numberNode(1), JSON.numberNode(2))
                      : List.of(text, text));
        };

    boolean holds = new FilterEvaluator(TYPES::get, CALLER).matches(condition, JSON.objectNode());

    assertEquals(HOLD_ON_NULL.contains(operator), holds);
  }

  @ParameterizedTest
  @CsvSource({
    "Alpine, ALPINE, true",
    "Alpine, al%, true",
    "Alpine, %n_, true",
    "Alpine, [a-c]lpine, true",
    "Alpine, [^a-c]lpine, false",
    "Alpine, '[a-c]%', true",
    "50%, 50[%], true",
    "505, 50[%], false",
    "a[b, a[b, true",
    "Alpine, alp, false",
    "Alpine, '%', true",
    "axxbxxc, a%b%c, true",
    "axxbxxd, a%b%c, false"
  })
  void like(String value, String pattern, boolean expected) {
    Condition condition = new Condition("name", Operator.LIKE, JSON.textNode(pattern), null);

    assertEquals(expected, matches(condition, "name", JSON.textNode(value)));
  }

  @Test
  void beginsWithNeedsNoEscaping() {
    Condition condition = new Condition("name", Operator.BEGINS_WITH, JSON.textNode("5_%"), null);

    assertTrue(matches(condition, "name", JSON.textNode("5_% off")));
    assertFalse(matches(condition, "name", JSON.textNode("50 off")));
  }

  @Test
  void betweenIncludesItsBounds() {
    Condition condition =
        new Condition("n", Operator.BETWEEN, null, List.of(JSON.numberNode(1), JSON.numberNode(3)));

    assertTrue(matches(condition, "n", JSON.numberNode(1)));
    assertTrue(matches(condition, "n", JSON.numberNode(3)));
    assertFalse(matches(condition, "n", JSON.numberNode(4)));
  }

  @Test
  void unknownAttributeIsRefused() {
    Condition condition = new Condition("nope", Operator.NULL, null, null);

    var e =
        assertThrows(
            InvalidFilterException.class,
            () -> FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE));

    assertEquals("nope", e.attribute());
  }

  @ParameterizedTest
  @CsvSource({
    "n, eq, abc",
    "n, eq, 1e200000",
    "n, eq, 1e-200000",
    "n, like, a%",
    "parentid, eq, no-uuid",
    "name, eq-userid,"
  })
  void operandsOfAnotherTypeAreRefused(String attribute, String operator, String value) {
    JsonNode operand = value == null ? null : JSON.textNode(value);
    Condition condition = new Condition(attribute, Operator.of(operator), operand, null);

    assertThrows(
        InvalidFilterException.class,
        () -> FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "day, +10000-01-01",
    "day, 10000-01-01",
    "day, 0000-12-31",
    "day, -0001-01-01",
    "moment, +10000-01-01T00:00:00Z",
    "moment, +999999999-12-31T23:59:59Z",
    "moment, 9999-12-31T23:59:59-01:00",
    "moment, 0001-01-01T00:30:00+01:00",
    "moment, 0000-12-31"
  })
  void yearsBeyondFourDigitsAreRefused(String attribute, String value) {
    Condition condition = new Condition(attribute, Operator.GT, JSON.textNode(value), null);

    assertThrows(
        InvalidFilterException.class,
        () -> FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "day, 0001-01-01",
    "day, 9999-12-31",
    "moment, 0001-01-01T00:00:00Z",
    "moment, 9999-12-31T23:59:59.999999Z"
  })
  void theFirstAndTheLastYearAreTaken(String attribute, String value) {
    Condition condition = new Condition(attribute, Operator.EQ, JSON.textNode(value), null);

    assertEquals(
        1,
        FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE).parameters().stream()
            .filter(p -> !attribute.equals(p))
            .count());
    assertTrue(matches(condition, attribute, JSON.textNode(value)));
  }

  @Test
  void nothingFromAFilterGetsIntoTheSql() {
    String evil = "x' OR TRUE --";
    Condition condition = new Condition("name", Operator.EQ, JSON.textNode(evil), null);

    SqlFragment sql = FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE);

    assertFalse(sql.text().contains("x'"));
    assertFalse(sql.text().contains("name"));
  }

  @Test
  void textsThatTheDatabaseCannotHoldAreRefused() {
    Condition condition = new Condition("name", Operator.EQ, JSON.textNode("a\u0000b"), null);

    assertThrows(
        InvalidFilterException.class,
        () -> FilterSql.compile(SCHEMA, condition, CALLER, EdgeTable.NONE));
  }

  @Test
  void attributesAreComparedWithEachOther() {
    Condition less = new Condition("day", Operator.LT, null, null, "otherday");
    Condition different = new Condition("day", Operator.NE, null, null, "otherday");
    ObjectNode one = JSON.objectNode().put("day", "2026-01-31");
    ObjectNode both = one.deepCopy().put("otherday", "2026-02-01");

    assertTrue(holds(less, both));
    assertFalse(holds(less, one));
    assertTrue(holds(different, both));
    assertTrue(holds(different, one));
    assertTrue(holds(different, JSON.objectNode()));
    assertFalse(holds(different, one.deepCopy().put("otherday", "2026-01-31")));
  }

  private static boolean holds(Condition condition, ObjectNode record) {
    return new FilterEvaluator(TYPES::get, CALLER).matches(condition, record);
  }

  private static boolean matches(Condition condition, String attribute, JsonNode value) {
    ObjectNode record = JSON.objectNode();
    record.set(attribute, value);
    return new FilterEvaluator(TYPES::get, CALLER).matches(condition, record);
  }
}
