package dev.haversack.dataset.filter;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compiles filters into SQL conditions over a row {@code r} of the table {@code record}. Names and
 * values are always parameters. The condition is never negated, so that SQL's "unknown" and "false"
 * mean the same.
 */
public final class FilterSql {

  private static final String OWNER = "ownerid";
  private static final String BUSINESS_UNIT = "owningbusinessunit";

  private final FilterSchema schema;
  private final Evaluation evaluation;
  private final EdgeTable edges;
  private final StringBuilder sql;
  private final List<Object> parameters;

  private FilterSql(
      FilterSchema schema,
      Evaluation evaluation,
      EdgeTable edges,
      StringBuilder sql,
      List<Object> parameters) {
    this.schema = schema;
    this.evaluation = evaluation;
    this.edges = edges;
    this.sql = sql;
    this.parameters = parameters;
  }

  /**
   * Compiles a filter.
   *
   * @param schema what it needs to know of entities
   * @param evaluation whom and when it is evaluated for
   * @param edges where links and hierarchies are followed
   * @throws InvalidFilterException when it names an unknown attribute, compares with a wrong type,
   *     or looks at what the evaluation lacks
   */
  public static SqlFragment compile(
      FilterSchema schema, Filter filter, Evaluation evaluation, EdgeTable edges) {
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    new FilterSql(schema, evaluation, edges, sql, parameters).add(filter);
    return new SqlFragment(sql.toString(), parameters);
  }

  private void add(Filter filter) {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> join(parts, " AND ", "TRUE");
      case OrFilter(List<Filter> parts) -> join(parts, " OR ", "FALSE");
      case LinkFilter(Link link) -> add(link);
      case Condition condition -> add(condition);
    }
  }

  private void add(Link link) {
    switch (link.type()) {
      case ANY, NOT_ALL, EXISTS -> exists(link, link.filter());
      case NOT_ANY -> {
        sql.append("NOT ");
        exists(link, link.filter());
      }
      case ALL -> {
        sql.append('(');
        exists(link, null);
        sql.append(" AND NOT ");
        exists(link, link.filter());
        sql.append(')');
      }
    }
  }

  private void exists(Link link, @Nullable Filter filter) {
    SqlFragment condition =
        filter == null
            ? new SqlFragment("TRUE", List.of())
            : compile(schema.at(link.entity()), filter, evaluation, edges);
    String word = "(";
    for (LinkPath path : schema.paths(link)) {
      SqlFragment exists =
          edges.forMany()
              ? LinkSql.among(edges, path, link.entity(), "r.record_id", condition)
              : LinkSql.exists(edges, path, link.entity(), "r.record_id", condition);
      sql.append(word).append(exists.text());
      parameters.addAll(exists.parameters());
      word = " OR ";
    }
    sql.append(')');
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
      SqlFragment fragment = TimeSql.of(TimeCondition.of(schema, condition), time);
      sql.append(fragment.text());
      parameters.addAll(fragment.parameters());
      return;
    }
    Operands operands = Operands.of(schema, condition);
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
      case CONTAIN_VALUES -> list(condition, operands, "%s @> ANY (?)");
      case NOT_CONTAIN_VALUES -> list(condition, operands, "NOT (%s @> ANY (?))");
      case UNDER, EQ_OR_UNDER, NOT_UNDER, ABOVE, EQ_OR_ABOVE -> hierarchy(condition, operands);
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

  private void hierarchy(Condition condition, Operands operands) {
    if (!schema.isId(condition.attribute())) {
      throw Operands.invalid(condition, "it compares the id only");
    }
    UUID id = UUID.fromString((String) operands.one());
    boolean below =
        switch (condition.operator()) {
          case UNDER, EQ_OR_UNDER, NOT_UNDER -> true;
          default -> false;
        };
    boolean itself =
        condition.operator() == Operator.EQ_OR_UNDER
            || condition.operator() == Operator.EQ_OR_ABOVE;
    SqlFragment others = LinkSql.hierarchy(edges, schema.hierarchy(), id, below);
    sql.append(condition.operator() == Operator.NOT_UNDER ? "r.record_id NOT IN (" : "(");
    if (itself) {
      sql.append("r.record_id = ? OR ");
      parameters.add(id);
    }
    sql.append(condition.operator() == Operator.NOT_UNDER ? "" : "r.record_id IN (");
    sql.append(others.text());
    sql.append(condition.operator() == Operator.NOT_UNDER ? ")" : "))");
    parameters.addAll(others.parameters());
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
    if (schema.isId(attribute)) {
      return "(r.record_id::text COLLATE \"C\")";
    }
    for (int i = 0; i < kind.names(); i++) {
      parameters.add(attribute);
    }
    return kind.expression();
  }
}
