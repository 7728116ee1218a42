package dev.haversack.dataset.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import java.math.BigDecimal;
import java.util.List;

/** Evaluates filters in memory, with the same outcome as the SQL of {@link FilterSql}. */
final class FilterEvaluator {

  private final AttributeTypes types;
  private final Evaluation evaluation;

  /** For records of one entity, for one caller at one moment. */
  FilterEvaluator(AttributeTypes types, Evaluation evaluation) {
    this.types = types;
    this.evaluation = evaluation;
  }

  /**
   * Whether a record with these attributes is taken.
   *
   * @throws InvalidFilterException when the filter names an unknown attribute or compares with a
   *     wrong type
   */
  boolean matches(Filter filter, ObjectNode attributes) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().allMatch(p -> matches(p, attributes));
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(p -> matches(p, attributes));
      case LinkFilter link -> throw new IllegalArgumentException("Looks at one record only");
      case Condition condition -> matches(condition, attributes);
    };
  }

  private boolean matches(Condition condition, ObjectNode attributes) {
    if (condition.operator().dependsOnTime()) {
      TimeCondition time = TimeCondition.of(types, condition);
      ValueKind kind = time.isDay() ? ValueKind.DAY : ValueKind.MOMENT;
      Object value = kind.stored(attributes.get(condition.attribute()));
      return value != null && time.takes(value, evaluation.time(condition.attribute()));
    }
    Operands operands = Operands.of(types, condition);
    Object value = operands.kind().stored(attributes.get(condition.attribute()));
    String other = condition.valueOf();
    if (value == null) {
      return matchesNothing(condition.operator());
    }
    if (other == null) {
      return matches(condition, operands, value);
    }
    Object right = operands.kind().stored(attributes.get(other));
    return right == null
        ? condition.operator() == Operator.NE
        : matches(condition, new Operands(operands.kind(), List.of(right)), value);
  }

  /** The null rule: section 8.3 of the facts. */
  private static boolean matchesNothing(Operator operator) {
    return switch (operator) {
      case NULL, NE, NOT_LIKE, NOT_BEGIN_WITH, NOT_END_WITH, NE_USERID, NE_BUSINESSID -> true;
      default -> false;
    };
  }

  private boolean matches(Condition condition, Operands operands, Object value) {
    return switch (condition.operator()) {
      case EQ -> compare(operands, value, 0) == 0;
      case NE -> compare(operands, value, 0) != 0;
      case GT -> compare(operands, value, 0) > 0;
      case GE -> compare(operands, value, 0) >= 0;
      case LT -> compare(operands, value, 0) < 0;
      case LE -> compare(operands, value, 0) <= 0;
      case NULL -> false;
      case NOT_NULL -> true;
      case BETWEEN -> compare(operands, value, 0) >= 0 && compare(operands, value, 1) <= 0;
      case NOT_BETWEEN -> compare(operands, value, 0) < 0 || compare(operands, value, 1) > 0;
      case IN -> isAmong(operands, value);
      case NOT_IN -> !isAmong(operands, value);
      case CONTAIN_VALUES -> contains(operands, (JsonNode) value);
      case NOT_CONTAIN_VALUES -> !contains(operands, (JsonNode) value);
      case LIKE -> LikePattern.of(operands.text()).matches((String) value);
      case NOT_LIKE -> !LikePattern.of(operands.text()).matches((String) value);
      case BEGINS_WITH -> LikePattern.beginningWith(operands.text()).matches((String) value);
      case NOT_BEGIN_WITH -> !LikePattern.beginningWith(operands.text()).matches((String) value);
      case ENDS_WITH -> LikePattern.endingWith(operands.text()).matches((String) value);
      case NOT_END_WITH -> !LikePattern.endingWith(operands.text()).matches((String) value);
      case EQ_USERLANGUAGE ->
          CallerIds.languages(caller(condition).languageCode()).stream()
              .anyMatch(l -> operands.kind().compare(value, BigDecimal.valueOf(l)) == 0);
      default ->
          CallerIds.of(condition.operator(), caller(condition)).stream()
                  .anyMatch(id -> id.toString().equals(value))
              != CallerIds.isNegated(condition.operator());
    };
  }

  private CallerContext caller(Condition condition) {
    return evaluation.caller(condition.attribute());
  }

  private static boolean contains(Operands operands, JsonNode chosen) {
    for (JsonNode one : chosen) {
      if (operands.values().contains(one.asText())) {
        return true;
      }
    }
    return false;
  }

  private static int compare(Operands operands, Object value, int index) {
    return operands.kind().compare(value, operands.values().get(index));
  }

  private static boolean isAmong(Operands operands, Object value) {
    return operands.values().stream().anyMatch(o -> operands.kind().compare(value, o) == 0);
  }
}
