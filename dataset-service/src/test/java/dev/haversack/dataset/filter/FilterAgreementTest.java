package dev.haversack.dataset.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.FiscalTemplate;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import dev.haversack.dataset.sync.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SQL and memory say the same of every filter and record. */
class FilterAgreementTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int RECORDS = 150;
  private static final int FILTERS = 4_000;

  private static final Map<String, AttributeType> TYPES =
      Map.ofEntries(
          Map.entry("name", AttributeType.STRING),
          Map.entry("notes", AttributeType.MEMO),
          Map.entry("amount", AttributeType.MONEY),
          Map.entry("count", AttributeType.INTEGER),
          Map.entry("flag", AttributeType.BOOLEAN),
          Map.entry("day", AttributeType.DATE),
          Map.entry("moment", AttributeType.DATETIME),
          Map.entry("later", AttributeType.DATETIME),
          Map.entry("parentid", AttributeType.LOOKUP),
          Map.entry("ownerid", AttributeType.OWNER),
          Map.entry("tags", AttributeType.MULTICHOICE));
  private static final FilterSchema SCHEMA = FilterSchema.of("thing", new TreeMap<>(TYPES));
  private static final List<UUID> IDS =
      IntStream.range(1, 6).mapToObj(i -> new UUID(0xABCDEFL, i)).toList();

  private final Random random = new Random(20261123);
  private Evaluation caller = evaluation();

  @Test
  void sqlAndMemoryAgree() throws Exception {
    UUID organization = UUID.randomUUID();
    List<ObjectNode> records = IntStream.range(0, RECORDS).mapToObj(i -> record()).toList();
    for (int i = 0; i < RECORDS; i++) {
      String owner = records.get(i).path("ownerid").asText(null);
      TestDatabase.execute(
          "INSERT INTO record (org_id, entity, record_id, version, owner_id, attributes)"
              + " VALUES (?, 'thing', ?, 1, ?::uuid, ?::jsonb)",
          organization,
          new UUID(0, i),
          owner,
          records.get(i).toString());
    }
    for (int i = 0; i < FILTERS; i++) {
      caller = evaluation();
      Filter filter = filter(3);
      assertEquals(inMemory(filter, records), inSql(filter, organization), filter::toString);
    }
  }

  /** Somebody, somewhere, at a moment around which the records are. */
  private Evaluation evaluation() {
    int month = 1 + random.nextInt(12);
    return new Evaluation(
        new CallerContext(
            IDS.get(0),
            Set.of(IDS.get(1)),
            IDS.get(3),
            Set.of(IDS.get(2)),
            Set.of(IDS.get(4)),
            random.nextBoolean() ? 1 : null),
        new TimeContext(
            Instant.parse(any(FilterSamples.MOMENTS)).plusNanos(random.nextInt(3) * 500_000L),
            new Calendar(
                ZoneId.of(any(FilterSamples.ZONES)),
                any(List.of(DayOfWeek.values())),
                new FiscalCalendar(
                    month,
                    1 + random.nextInt(Month.of(month).minLength()),
                    any(List.of(FiscalTemplate.values()))))));
  }

  private Set<UUID> inMemory(Filter filter, List<ObjectNode> records) {
    FilterEvaluator evaluator = new FilterEvaluator(TYPES::get, caller);
    Set<UUID> found = new HashSet<>();
    for (int i = 0; i < records.size(); i++) {
      if (evaluator.matches(filter, records.get(i))) {
        found.add(new UUID(0, i));
      }
    }
    return found;
  }

  private Set<UUID> inSql(Filter filter, UUID organization) throws Exception {
    SqlFragment sql = FilterSql.compile(SCHEMA, filter, caller, EdgeTable.NONE);
    try (Connection connection = TestDatabase.get().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT r.record_id FROM record r WHERE r.org_id = ? AND (" + sql.text() + ")")) {
      statement.setObject(1, organization);
      sql.bind(statement, 2);
      Set<UUID> found = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    }
  }

  private ObjectNode record() {
    ObjectNode record = JSON.objectNode();
    for (String attribute : TYPES.keySet()) {
      if (random.nextInt(4) > 0) {
        record.set(attribute, value(attribute));
      } else if (random.nextBoolean()) {
        record.putNull(attribute);
      }
    }
    return record;
  }

  private JsonNode value(String attribute) {
    return switch (TYPES.get(attribute)) {
      case STRING, MEMO -> JSON.textNode(any(FilterSamples.TEXTS));
      case MONEY ->
          JSON.numberNode(
              new java.math.BigDecimal(any(List.of("0", "-1.5", "10.00", "10", "1E+3", "0.0001"))));
      case INTEGER -> JSON.numberNode(random.nextInt(5) - 2);
      case MULTICHOICE -> {
        ArrayNode chosen = JSON.arrayNode();
        IntStream.range(1, 5).filter(i -> random.nextBoolean()).forEach(chosen::add);
        yield chosen;
      }
      case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
      case DATE ->
          JSON.textNode(
              random.nextInt(5) == 0
                  ? any(List.of("1999-12-31", "0999-01-01", "9999-12-31"))
                  : LocalDate.of(2026, 1, 31).plusDays(random.nextInt(900) - 450).toString());
      case DATETIME ->
          JSON.textNode(
              any(
                  List.of(
                      any(FilterSamples.MOMENTS),
                      near(),
                      near(),
                      near(),
                      "2026-01-31T10:00:00Z",
                      "2026-01-31T10:00:00.5Z",
                      "2026-01-31T10:00:00.500Z",
                      "1999-12-31T23:59:59.999999Z",
                      "2026-02-01T00:00:00Z")));
      case LOOKUP, OWNER -> JSON.textNode(any(IDS).toString());
      default -> throw new IllegalStateException(attribute);
    };
  }

  private Filter filter(int depth) {
    int kind = depth == 0 ? 2 : random.nextInt(4);
    if (kind > 1) {
      return condition();
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(filter(depth - 1));
    }
    return kind == 0 ? new AndFilter(parts) : new OrFilter(parts);
  }

  private Condition condition() {
    while (true) {
      String attribute = any(List.copyOf(new java.util.TreeSet<>(TYPES.keySet())));
      Operator operator = any(List.of(Operator.values()));
      Condition condition =
          switch (operator.operands()) {
            case NONE -> new Condition(attribute, operator, null, null);
            case ONE ->
                operator.comparesAttributes() && random.nextInt(4) == 0
                    ? new Condition(
                        attribute, operator, null, null, any(List.copyOf(TYPES.keySet())))
                    : new Condition(attribute, operator, operand(attribute, operator), null);
            case LIST ->
                new Condition(attribute, operator, null, values(attribute, 1 + random.nextInt(3)));
            case PAIR -> new Condition(attribute, operator, null, values(attribute, 2));
            case COUNT -> number(attribute, operator, 1 + random.nextInt(40));
            case DAY -> new Condition(attribute, operator, value("day"), null);
            case YEAR -> number(attribute, operator, 2024 + random.nextInt(4));
            case PERIOD -> number(attribute, operator, 1 + random.nextInt(13));
            case PERIOD_AND_YEAR ->
                new Condition(
                    attribute,
                    operator,
                    null,
                    List.of(
                        JSON.numberNode(1 + random.nextInt(13)),
                        JSON.numberNode(2024 + random.nextInt(4))));
          };
      try {
        FilterSql.compile(SCHEMA, condition, caller, EdgeTable.NONE);
        return condition;
      } catch (InvalidFilterException e) {
        // Not every operator goes with every type: try another.
      }
    }
  }

  private static Condition number(String attribute, Operator operator, int number) {
    return new Condition(attribute, operator, JSON.numberNode(number), null);
  }

  private List<JsonNode> values(String attribute, int count) {
    if (attribute.equals("tags")) {
      return IntStream.range(0, count)
          .<JsonNode>mapToObj(i -> JSON.numberNode(1 + random.nextInt(5)))
          .toList();
    }
    return IntStream.range(0, count).mapToObj(i -> value(attribute)).toList();
  }

  /** A moment within two months of one that matters. */
  private String near() {
    return Instant.parse(any(FilterSamples.MOMENTS))
        .plusSeconds(Math.round(Math.pow(random.nextDouble(), 3) * 5_000_000) * sign())
        .toString();
  }

  private int sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  private JsonNode operand(String attribute, Operator operator) {
    if (operator != Operator.LIKE && operator != Operator.NOT_LIKE) {
      return value(attribute);
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      pattern.append(any(FilterSamples.PATTERN_PARTS));
    }
    return JSON.textNode(pattern.toString());
  }

  private <T> T any(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
