package dev.haversack.dataset.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition whose attribute is known and whose operands are of its type.
 *
 * @param kind how values are compared
 * @param values the operands, in order
 */
record Operands(ValueKind kind, List<Object> values) {

  Object one() {
    return values.getFirst();
  }

  String text() {
    return (String) one();
  }

  /**
   * Checks a condition against its attribute.
   *
   * @throws InvalidFilterException when the attribute is unknown or an operand is not of its type
   */
  static Operands of(AttributeTypes types, Condition condition) {
    AttributeType type = types.typeOf(condition.attribute());
    if (type == null) {
      throw invalid(condition, "there is no such attribute");
    }
    ValueKind kind = ValueKind.of(type);
    List<Object> values =
        switch (condition.operator().operands()) {
          case NONE -> List.of();
          case ONE ->
              condition.valueOf() == null
                  ? List.of(operand(kind, condition, condition.value()))
                  : List.of();
          case LIST, PAIR -> many(kind, condition);
          case COUNT, DAY, YEAR, PERIOD, PERIOD_AND_YEAR ->
              throw new IllegalArgumentException("Looks at the calendar: " + condition);
        };
    requireFitting(kind, condition, values);
    requireComparable(types, kind, condition);
    return new Operands(kind, values);
  }

  private static void requireFitting(ValueKind kind, Condition condition, List<Object> values) {
    switch (condition.operator()) {
      case LIKE, NOT_LIKE, BEGINS_WITH, NOT_BEGIN_WITH, ENDS_WITH, NOT_END_WITH -> {
        if (kind != ValueKind.TEXT) {
          throw invalid(condition, "it compares texts only");
        }
      }
      case EQ_USERLANGUAGE -> {
        if (kind != ValueKind.NUMBER) {
          throw invalid(condition, "it compares numbers only");
        }
      }
      case BETWEEN, NOT_BETWEEN -> {
        if (values.size() != 2 || kind == ValueKind.CHOICES) {
          throw invalid(condition, "it takes two values that have an order");
        }
      }
      case CONTAIN_VALUES, NOT_CONTAIN_VALUES -> {
        if (kind != ValueKind.CHOICES) {
          throw invalid(condition, "it compares multi-choices only");
        }
      }
      case NULL, NOT_NULL -> {}
      case EQ, NE, GT, GE, LT, LE, IN, NOT_IN -> {
        if (kind == ValueKind.CHOICES) {
          throw invalid(condition, "it does not compare multi-choices");
        }
      }
      default -> {
        if (kind != ValueKind.ID) {
          throw invalid(condition, "it compares ids only");
        }
      }
    }
  }

  private static void requireComparable(AttributeTypes types, ValueKind kind, Condition condition) {
    String other = condition.valueOf();
    if (other == null) {
      return;
    }
    AttributeType type = types.typeOf(other);
    if (!condition.operator().comparesAttributes()) {
      throw invalid(condition, "it does not compare attributes");
    }
    if (type == null || ValueKind.of(type) != kind) {
      throw invalid(condition, "there is no attribute of the same type to compare with");
    }
  }

  private static List<Object> many(ValueKind kind, Condition condition) {
    List<JsonNode> nodes = condition.values();
    if (nodes == null || nodes.isEmpty()) {
      throw invalid(condition, "it takes values");
    }
    return nodes.stream().map(node -> operand(kind, condition, node)).toList();
  }

  private static Object operand(ValueKind kind, Condition condition, @Nullable JsonNode node) {
    Object value = node == null ? null : kind.operand(node);
    if (value == null) {
      throw invalid(condition, "a value is missing or not of the attribute's type");
    }
    return value;
  }

  static InvalidFilterException invalid(Condition condition, String why) {
    return new InvalidFilterException(
        condition.attribute(),
        "The condition %s on %s cannot be used: %s."
            .formatted(condition.operator().wireName(), condition.attribute(), why));
  }
}
