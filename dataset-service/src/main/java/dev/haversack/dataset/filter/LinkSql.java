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
   * Whether there is a linked record, for many records at once: the set of those that have one is
   * found first, step by step from its end, and each record is looked up in it. {@code OFFSET 0}
   * keeps the sets apart; so neither depth nor missing statistics lead the planner astray.
   */
  static SqlFragment among(
      EdgeTable edges, LinkPath path, String entity, String origin, SqlFragment condition) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder(origin);
    int open = 1;
    if (path.up() != null) {
      sql.append(
          " IN (SELECT u.child_id FROM record_edge u WHERE u.org_id = ? AND u.relation_id = ?");
      sql.append(" AND u.parent_id");
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.up()));
      open++;
    }
    if (path.down() != null) {
      sql.append(
          " IN (SELECT d.parent_id FROM record_edge d WHERE d.org_id = ? AND d.relation_id = ?");
      sql.append(" AND d.child_id");
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.down()));
      open++;
    }
    sql.append(" IN (SELECT r.record_id FROM record r WHERE r.org_id = ? AND r.entity = ? AND (");
    sql.append(condition.text()).append(")").append(" OFFSET 0)".repeat(open));
    parameters.add(edges.organizationId());
    parameters.add(entity);
    parameters.addAll(condition.parameters());
    return new SqlFragment(sql.toString(), parameters);
  }

  /**
   * Whether there is a linked record: one probe of an index inside the other, without joins, so
   * that the planner has nothing to choose however deep links nest and however many records there
   * are. {@code OFFSET 0} keeps it from making joins of them. The linked records are called {@code
   * r} inside, whatever is called so outside.
   *
   * @param origin the id of the record that it begins at, as SQL of the query around
   * @param condition what is asked of linked records; {@code TRUE} for nothing
   */
  static SqlFragment exists(
      EdgeTable edges, LinkPath path, String entity, String origin, SqlFragment condition) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    String at = origin;
    int open = 1;
    if (path.up() != null) {
      sql.append("EXISTS (SELECT FROM record_edge u WHERE u.org_id = ? AND u.relation_id = ?");
      sql.append(" AND u.child_id = ").append(at).append(" AND ");
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.up()));
      at = "u.parent_id";
      open++;
    }
    if (path.down() != null) {
      sql.append("EXISTS (SELECT FROM record_edge d WHERE d.org_id = ? AND d.relation_id = ?");
      sql.append(" AND d.parent_id = ").append(at).append(" AND ");
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.down()));
      at = "d.child_id";
      open++;
    }
    sql.append("EXISTS (SELECT FROM record r WHERE r.org_id = ? AND r.entity = ?");
    sql.append(" AND r.record_id = ").append(at).append(" AND (").append(condition.text());
    sql.append(")").append(" OFFSET 0)".repeat(open));
    parameters.add(edges.organizationId());
    parameters.add(entity);
    parameters.addAll(condition.parameters());
    return new SqlFragment(sql.toString(), parameters);
  }

  /**
   * The linked records themselves: {@code FROM … WHERE}, to be gone on with {@code AND}; called
   * {@code r} as well.
   *
   * @param origin the id of the record that it begins at, as SQL of the query around
   */
  public static SqlFragment from(EdgeTable edges, LinkPath path, String entity, String origin) {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("FROM (SELECT " + origin + " AS id) o");
    String at = "o.id";
    if (path.up() != null) {
      sql.append(step("parent_id", "child_id", at, "u"));
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.up()));
      at = "u.id";
    }
    if (path.down() != null) {
      sql.append(step("child_id", "parent_id", at, "d"));
      parameters.add(edges.organizationId());
      parameters.add(edges.id(path.down()));
      at = "d.id";
    }
    sql.append(" CROSS JOIN LATERAL (SELECT * FROM record x WHERE x.org_id = ? AND x.entity = ?");
    sql.append(" AND x.record_id = ").append(at).append(" OFFSET 0) r WHERE TRUE");
    parameters.add(edges.organizationId());
    parameters.add(entity);
    return new SqlFragment(sql.toString(), parameters);
  }

  private static String step(String to, String from, String at, String name) {
    return " CROSS JOIN LATERAL (SELECT e.%s AS id FROM record_edge e WHERE e.org_id = ? AND e.relation_id = ? AND e.%s = %s OFFSET 0) %s"
        .formatted(to, from, at, name);
  }

  /** A query for the ids of all records below one, or above it, at any depth. */
  static SqlFragment hierarchy(EdgeTable edges, Relation hierarchy, UUID id, boolean below) {
    long relation = edges.id(hierarchy);
    return new SqlFragment(
        below ? BELOW : ABOVE,
        List.of(edges.organizationId(), relation, id, edges.organizationId(), relation));
  }
}
