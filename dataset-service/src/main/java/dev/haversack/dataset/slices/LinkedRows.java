package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.LinkPath;
import dev.haversack.dataset.filter.LinkSql;
import dev.haversack.dataset.filter.SqlFragment;
import java.util.ArrayList;
import java.util.List;

/** The linked records whose keys a slice has, as SQL. */
final class LinkedRows {

  private static final String LOOKUP =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'uuid') THEN (r.attributes->>?::text)::uuid END";

  private final List<LinkedRow> rows;
  private final FilterSchema schema;
  private final Evaluation evaluation;
  private final EdgeTable edges;

  LinkedRows(List<LinkedRow> rows, FilterSchema schema, Evaluation evaluation, EdgeTable edges) {
    this.rows = rows;
    this.schema = schema;
    this.evaluation = evaluation;
    this.edges = edges;
  }

  /** The filter that says the same without telling which linked records there are. */
  static Filter with(Filter filter, List<LinkedRow> rows) {
    return rows.isEmpty() ? filter : with(filter, rows, LinkedRow.OWN);
  }

  private static Filter with(Filter filter, List<LinkedRow> rows, int from) {
    List<Filter> parts = new ArrayList<>(List.of(filter));
    for (int i = 0; i < rows.size(); i++) {
      LinkedRow row = rows.get(i);
      if (row.from() == from) {
        Filter inner = row.link().filter() == null ? new AndFilter(List.of()) : row.link().filter();
        parts.add(new LinkFilter(row.link().with(with(inner, rows, i))));
      }
    }
    return parts.size() == 1 ? filter : new AndFilter(parts);
  }

  /**
   * Joins behind a row {@code r} of the table {@code record}: per linked record {@code j0}, {@code
   * j1} and so on with its id and keys.
   *
   * @param extraKeys the keys that a slice has, those of linked records among them
   */
  SqlFragment joins(List<String> extraKeys) {
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String word = " JOIN LATERAL (";
      FilterSchema at = schema.at(LinkedRow.origin(rows, i, schema.entity()));
      for (LinkPath path : at.paths(rows.get(i).link())) {
        sql.append(word);
        append(sql, parameters, i, path, keys(extraKeys, i));
        word = " UNION ALL ";
      }
      sql.append(") j").append(i).append(" ON TRUE");
    }
    return new SqlFragment(sql.toString(), parameters);
  }

  private void append(
      StringBuilder sql, List<Object> parameters, int index, LinkPath path, List<String> keys) {
    LinkedRow row = rows.get(index);
    sql.append("SELECT r.record_id AS id");
    for (int k = 0; k < keys.size(); k++) {
      sql.append(", ").append(key(parameters, keys.get(k))).append(" AS k").append(k);
    }
    String origin = row.from() == LinkedRow.OWN ? "r.record_id" : "j" + row.from() + ".id";
    SqlFragment source = LinkSql.from(edges, path, row.link().entity(), origin);
    sql.append(' ').append(source.text());
    parameters.addAll(source.parameters());
    if (row.link().filter() != null) {
      SqlFragment condition =
          FilterSql.compile(schema.at(row.link().entity()), row.link().filter(), evaluation, edges);
      sql.append(" AND (").append(condition.text()).append(')');
      parameters.addAll(condition.parameters());
    }
  }

  private static String key(List<Object> parameters, String attribute) {
    return switch (attribute) {
      case "ownerid" -> "r.owner_id";
      case "owningbusinessunit" -> "r.business_unit_id";
      default -> {
        parameters.add(attribute);
        parameters.add(attribute);
        yield LOOKUP;
      }
    };
  }

  /** The key of this name as an element of the keys of a row. */
  static String column(List<String> extraKeys, String name) {
    int dot = name.indexOf('.');
    int row = Integer.parseInt(name.substring(0, dot));
    return "j" + row + ".k" + keys(extraKeys, row).indexOf(name.substring(dot + 1));
  }

  private static List<String> keys(List<String> extraKeys, int row) {
    String prefix = row + ".";
    return extraKeys.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }
}
