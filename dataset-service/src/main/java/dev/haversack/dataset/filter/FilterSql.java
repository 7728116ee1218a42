package dev.haversack.dataset.filter;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Compiles filters into SQL conditions over a row {@code r} of the table {@code record}. Names and
 * values are always parameters. The condition is never negated, so that SQL's "unknown" and "false"
 * mean the same.
 */
public final class FilterSql {

  private static final String OWNER = "ownerid";
  private static final String BUSINESS_UNIT = "owningbusinessunit";

  private final AttributeTypes types;
  private final Evaluation evaluation;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private FilterSql(AttributeTypes types, Evaluation evaluation) {
    this.types = types;
    this.evaluation = evaluation;
  }

  /**
   * Compiles a filter.
   *
   * @throws InvalidFilterException when it names an unknown attribute, compares with a wrong type,
   *     or looks at what the evaluation lacks
   */
  public static SqlFragment compile(AttributeTypes types, Filter filter, Evaluation evaluation) {
    FilterSql compiler = new FilterSql(types, evaluation);
    compiler.add(filter);
    return new SqlFragment(compiler.sql.toString(), compiler.parameters);
  }

  private void add(Filter filter) {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> join(parts, " AND ", "TRUE");
      case OrFilter(List<Filter> parts) -> join(parts, " OR ", "FALSE");
      case Condition condition -> add(condition);
    }
  }

  private void join(List<Filter> parts, String word, String ofNone) {
    if (parts.isEmpty()) {
      sql.append(ofNone);
      return;
    }
    sql.append('(');
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "" : word);
      add(parts.get(i));
    }
    sql.append(')');
  }

  private void add(Condition condition) {
    if (condition.operator().dependsOnTime()) {
      TimeContext time = evaluation.time(condition.attribute());
      SqlFragment fragment = TimeSql.of(TimeCondition.of(types, condition), time);
      sql.append(fragment.text());
      parameters.addAll(fragment.parameters());
      return;
    }
    Operands operands = Operands.of(types, condition);
    switch (condition.operator()) {
      case EQ -> compare(condition, operands, "%s = ?");
      case NE -> compare(condition, operands, "coalesce(%s <> ?, TRUE)");
      case GT -> compare(condition, operands, "%s > ?");
      case GE -> compare(condition, operands, "%s >= ?");
      case LT -> compare(condition, operands, "%s < ?");
      case LE -> compare(condition, operands, "%s <= ?");
      case NULL -> compare(condition, operands, "%s IS NULL");
      case NOT_NULL -> compare(condition, operands, "%s IS NOT NULL");
      case BETWEEN -> compare(condition, operands, "%s BETWEEN ? AND ?");
      case NOT_BETWEEN -> compare(condition, operands, "%s NOT BETWEEN ? AND ?");
      case IN -> list(condition, operands, "%s = ANY (?)");
      case NOT_IN -> list(condition, operands, "%s <> ALL (?)");
      case LIKE -> like(condition, LikePattern.of(operands.text()), false);
      case NOT_LIKE -> like(condition, LikePattern.of(operands.text()), true);
      case BEGINS_WITH -> like(condition, LikePattern.beginningWith(operands.text()), false);
      case NOT_BEGIN_WITH -> like(condition, LikePattern.beginningWith(operands.text()), true);
      case ENDS_WITH -> like(condition, LikePattern.endingWith(operands.text()), false);
      case NOT_END_WITH -> like(condition, LikePattern.endingWith(operands.text()), true);
      case EQ_USERLANGUAGE -> language(condition);
      default -> caller(condition);
    }
  }

  private void compare(Condition condition, Operands operands, String template) {
    String other = condition.valueOf();
    String left = value(condition.attribute(), operands.kind());
    if (other == null) {
      sql.append(template.formatted(left));
      parameters.addAll(operands.values());
    } else {
      sql.append(template.replace("?", "%s").formatted(left, value(other, operands.kind())));
    }
  }

  private void list(Condition condition, Operands operands, String template) {
    sql.append(template.formatted(value(condition.attribute(), operands.kind())));
    parameters.add(new ArrayParameter(operands.kind().sqlType(), operands.values()));
  }

  private void like(Condition condition, LikePattern pattern, boolean negated) {
    String comparison = pattern.needsRegex() ? "%s ~ ?" : "%s LIKE ?";
    String value = value(condition.attribute(), ValueKind.TEXT);
    String matches = comparison.formatted(value);
    sql.append(negated ? "coalesce(NOT (" + matches + "), TRUE)" : matches);
    parameters.add(pattern.needsRegex() ? pattern.toRegex() : pattern.toLike());
  }

  private void language(Condition condition) {
    CallerContext caller = evaluation.caller(condition.attribute());
    sql.append(value(condition.attribute(), ValueKind.NUMBER)).append(" = ANY (?)");
    parameters.add(new ArrayParameter("numeric", CallerIds.languages(caller.languageCode())));
  }

  /** Owner and business unit are columns with indexes. */
  private void caller(Condition condition) {
    String name = condition.attribute();
    List<UUID> ids = CallerIds.of(condition.operator(), evaluation.caller(name));
    String value =
        switch (name) {
          case OWNER -> "r.owner_id";
          case BUSINESS_UNIT -> "r.business_unit_id";
          default -> value(name, ValueKind.ID);
        };
    sql.append(
        CallerIds.isNegated(condition.operator())
            ? "coalesce(" + value + " <> ALL (?), TRUE)"
            : value + " = ANY (?)");
    boolean column = name.equals(OWNER) || name.equals(BUSINESS_UNIT);
    parameters.add(
        column
            ? new ArrayParameter("uuid", ids)
            : new ArrayParameter("text", ids.stream().map(UUID::toString).toList()));
  }

  private String value(String attribute, ValueKind kind) {
    for (int i = 0; i < kind.names(); i++) {
      parameters.add(attribute);
    }
    return kind.expression();
  }
}
