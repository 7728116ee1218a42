package dev.haversack.dataset.filter;

import dev.haversack.dataset.configuration.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL that follows links and hierarchies over the table {@code record_edge}. */
public final class LinkSql {

  private static final String BELOW =
      """
      WITH RECURSIVE h (id) AS (
        SELECT child_id FROM record_edge WHERE org_id = ? AND relation_id = ? AND parent_id = ?
        UNION
        SELECT e.child_id FROM h JOIN record_edge e
          ON e.org_id = ? AND e.relation_id = ? AND e.parent_id = h.id
      ) SELECT id FROM h\
      """;
  private static final String ABOVE =
      """
      WITH RECURSIVE h (id) AS (
        SELECT parent_id FROM record_edge WHERE org_id = ? AND relation_id = ? AND child_id = ?
        UNION
        SELECT e.parent_id FROM h JOIN record_edge e
          ON e.org_id = ? AND e.relation_id = ? AND e.child_id = h.id
      ) SELECT id FROM h\
      """;

  private LinkSql() {}

  /**
   * From a record to linked ones: {@code FROM … WHERE}, to be gone on with {@code AND}. The linked
   * ones are called {@code r} inside, whatever is called so outside.
   *
   * @param origin the id of the record that it begins at, as SQL of the query around
   */
  public static SqlFragment from(EdgeTable edges, LinkPath path, String entity, String origin) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("FROM (SELECT " + origin + " AS id) o");
    String at = "o.id";
    if (path.up() != null) {
      sql.append(
          " JOIN record_edge u ON u.org_id = ? AND u.relation_id = ? AND u.child_id = " + at);
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.up()));
      at = "u.parent_id";
    }
    if (path.down() != null) {
      sql.append(
          " JOIN record_edge d ON d.org_id = ? AND d.relation_id = ? AND d.parent_id = " + at);
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.down()));
      at = "d.child_id";
    }
    sql.append(" JOIN record r ON r.record_id = ").append(at);
    sql.append(" WHERE r.org_id = ? AND r.entity = ?");
    parameters.add(edges.organizationId());
    parameters.add(entity);
    return new SqlFragment(sql.toString(), parameters);
  }

  /** A query for the ids of all records below one, or above it, at any depth. */
  static SqlFragment hierarchy(EdgeTable edges, Relation hierarchy, UUID id, boolean below) {
    long relation = edges.id(hierarchy);
    return new SqlFragment(
        below ? BELOW : ABOVE,
        List.of(edges.organizationId(), relation, id, edges.organizationId(), relation));
  }
}
