package dev.haversack.dataset.records;

import dev.haversack.dataset.filter.SqlFragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The condition for the rows after a position, in an order where nulls are the least. */
final class KeySet {

  private final List<SortKey> order;

  KeySet(List<SortKey> order) {
    this.order = order;
  }

  /**
   * What comes after a position.
   *
   * @param position the id of the last row, then its sort keys as text; null for the beginning
   */
  SqlFragment after(@Nullable List<@Nullable String> position) {
    if (position == null) {
      return new SqlFragment("TRUE", List.of());
    }
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < order.size(); i++) {
      add(sql, parameters, order.get(i), position.get(i + 1));
    }
    sql.append("r.record_id > ?::uuid").append("))".repeat(order.size()));
    parameters.add(String.valueOf(position.getFirst()));
    return new SqlFragment(sql.toString(), parameters);
  }

  /** Opens two brackets: either this key is beyond, or it is the same and the rest decides. */
  private static void add(
      StringBuilder sql, List<Object> parameters, SortKey key, @Nullable String value) {
    String name = key.attribute().logicalName();
    String expression = key.expression();
    sql.append('(');
    if (value == null) {
      sql.append(key.descending() ? "FALSE" : "TRUE");
      if (!key.descending()) {
        sql.append(" AND ").append(expression).append(" IS NOT NULL");
        parameters.add(name);
      }
      sql.append(" OR (").append(expression).append(" IS NULL AND ");
      parameters.add(name);
      return;
    }
    String cast = "?::" + key.type();
    sql.append(expression).append(key.descending() ? " < " : " > ").append(cast);
    parameters.add(name);
    parameters.add(value);
    if (key.descending()) {
      sql.append(" OR ").append(expression).append(" IS NULL");
      parameters.add(name);
    }
    sql.append(" OR (").append(expression).append(" = ").append(cast).append(" AND ");
    parameters.add(name);
    parameters.add(value);
  }
}
