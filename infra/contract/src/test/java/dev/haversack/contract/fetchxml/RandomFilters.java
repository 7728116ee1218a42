package dev.haversack.contract.fetchxml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Filters of all forms, with all operators, on attributes of all types. */
final class RandomFilters {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final String[] TEXTS = {
    "",
    " ",
    "  a  b ",
    "a&b <c> \"d\" 'e'",
    "tab\tline\nreturn\r\n",
    "ü漢🎒",
    "]]>",
    "&amp;",
    "0",
    "{x}",
    "%_[a-f]"
  };

  private final Random random;

  RandomFilters(Random random) {
    this.random = random;
  }

  Filter filter(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 1)) {
      case 1 -> new AndFilter(parts(depth));
      case 2 -> new OrFilter(parts(depth));
      case 3 ->
          new LinkFilter(
              new Link(
                  one(LinkType.values()),
                  "deal",
                  "lookup",
                  "dealid",
                  random.nextInt(4) == 0 ? null : filter(depth - 1)));
      default -> condition();
    };
  }

  private List<Filter> parts(int depth) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> filter(depth - 1)).toList();
  }

  private Condition condition() {
    AttributeType type = one(AttributeType.values());
    Operator operator = one(Operator.values());
    String attribute = Deals.name(type);
    if (operator.comparesAttributes() && random.nextInt(4) == 0) {
      return new Condition(attribute, operator, null, null, Deals.name(type));
    }
    return switch (operator.operands()) {
      case NONE -> new Condition(attribute, operator, null, null);
      case ONE -> new Condition(attribute, operator, value(type), null);
      case LIST -> new Condition(attribute, operator, null, values(type, 1 + random.nextInt(3)));
      case PAIR -> new Condition(attribute, operator, null, values(type, 2));
      case COUNT, YEAR, PERIOD ->
          new Condition(attribute, operator, JSON.numberNode(1 + random.nextInt(13)), null);
      case DAY -> new Condition(attribute, operator, JSON.textNode("2026-01-31"), null);
      case PERIOD_AND_YEAR ->
          new Condition(
              attribute, operator, null, List.of(JSON.numberNode(4), JSON.numberNode(2026)));
    };
  }

  private List<JsonNode> values(AttributeType type, int count) {
    return IntStream.range(0, count).mapToObj(i -> value(type)).toList();
  }

  private JsonNode value(AttributeType type) {
    return switch (type) {
      case STRING, MEMO -> JSON.textNode(one(TEXTS));
      case INTEGER, CHOICE, MULTICHOICE, STATE, STATUS -> JSON.numberNode(random.nextInt());
      case BIGINT -> integer(random.nextLong());
      case DECIMAL, DOUBLE, MONEY ->
          JSON.numberNode(
              new BigDecimal(BigInteger.valueOf(random.nextInt()), 1 + random.nextInt(5)));
      case BOOLEAN -> JSON.booleanNode(random.nextBoolean());
      case DATETIME -> JSON.textNode("2026-01-31T08:00:00Z");
      case DATE -> JSON.textNode("2026-01-31");
      case LOOKUP, OWNER, UNIQUEIDENTIFIER ->
          JSON.textNode(new UUID(random.nextLong(), random.nextLong()).toString());
    };
  }

  /** As JSON is read: in the smallest type that holds it. */
  private static JsonNode integer(long value) {
    return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
