package dev.haversack.dataset.slicer;

import dev.haversack.dataset.configuration.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps what records inherit of the shares of those above them, along lookups that cascade shares:
 * of each user and team all rights that any of them gives; section 7.4 of the facts, decision 0019.
 *
 * <p>Records that inherit otherwise are queued as changed: what they are in is for the next batch.
 */
final class InheritedShares {

  private static final String CHANGED = "SELECT * FROM unnest(?::text[], ?::uuid[])";
  private static final String SHARED =
      "SELECT entity, record_id FROM record_share WHERE org_id = ?";

  private static final String MAINTAIN =
      """
      WITH RECURSIVE changed (entity, record_id) AS (%s), affected AS (
        SELECT entity, record_id FROM changed
        UNION
        SELECT l.child, e.child_id
        FROM affected a
        JOIN relation l ON l.org_id = ? AND l.parent = a.entity AND l.cascades_share
        JOIN record_edge e ON e.org_id = l.org_id AND e.relation_id = l.relation_id AND e.parent_id = a.record_id
      ), above AS (
        SELECT a.entity, a.record_id, l.parent AS above, e.parent_id AS above_id
        FROM affected a
        JOIN relation l ON l.org_id = ? AND l.child = a.entity AND l.cascades_share
        JOIN record_edge e ON e.org_id = l.org_id AND e.relation_id = l.relation_id AND e.child_id = a.record_id
        UNION
        SELECT b.entity, b.record_id, l.parent, e.parent_id
        FROM above b
        JOIN relation l ON l.org_id = ? AND l.child = b.above AND l.cascades_share
        JOIN record_edge e ON e.org_id = l.org_id AND e.relation_id = l.relation_id AND e.child_id = b.above_id
      ), due AS (
        SELECT b.entity, b.record_id, h.principal_id, bit_or(h.own_rights) AS rights,
               (array_agg(h.shared_by ORDER BY h.shared_at DESC, h.shared_by))[1] AS shared_by, max(h.shared_at) AS shared_at
        FROM above b
        JOIN record_share h ON h.org_id = ? AND h.entity = b.above AND h.record_id = b.above_id AND h.own_rights <> 0
        JOIN record r ON r.org_id = h.org_id AND r.entity = b.entity AND r.record_id = b.record_id
        GROUP BY b.entity, b.record_id, h.principal_id
      ), present AS (
        SELECT h.entity, h.record_id, h.principal_id, h.inherited_rights, h.own_rights
        FROM affected a
        JOIN record_share h ON h.org_id = ? AND h.entity = a.entity AND h.record_id = a.record_id AND h.inherited_rights <> 0
      ), difference AS MATERIALIZED (
        SELECT entity, record_id, principal_id, coalesce(d.rights, 0) AS rights, p.own_rights, d.shared_by, d.shared_at
        FROM due d FULL JOIN present p USING (entity, record_id, principal_id)
        WHERE d.rights IS DISTINCT FROM p.inherited_rights
      ), given AS (
        INSERT INTO record_share (org_id, entity, record_id, principal_id, own_rights, inherited_rights, shared_by, shared_at)
        SELECT ?::uuid, entity, record_id, principal_id, 0, rights, shared_by, shared_at FROM difference WHERE rights <> 0
        ON CONFLICT (org_id, entity, record_id, principal_id) DO UPDATE SET inherited_rights = excluded.inherited_rights
      ), kept AS (
        UPDATE record_share h SET inherited_rights = 0 FROM difference d
        WHERE h.org_id = ? AND h.entity = d.entity AND h.record_id = d.record_id AND h.principal_id = d.principal_id
          AND d.rights = 0 AND h.own_rights <> 0
      ), ended AS (
        DELETE FROM record_share h USING difference d
        WHERE h.org_id = ? AND h.entity = d.entity AND h.record_id = d.record_id AND h.principal_id = d.principal_id
          AND d.rights = 0 AND h.own_rights = 0
      )
      INSERT INTO record_change (org_id, entity, record_id, share_ended)
      SELECT ?::uuid, entity, record_id, CASE WHEN rights = 0 AND own_rights = 0 THEN principal_id END FROM difference
      """;

  /** How often the organization stands in the statement, the changed records left aside. */
  private static final int ORGANIZATIONS = 9;

  private final Connection connection;
  private final UUID organizationId;
  private final Edges edges;

  /** Over edges that are up already. */
  InheritedShares(Connection connection, UUID organizationId, Edges edges) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.edges = edges;
  }

  /**
   * Lets records inherit along these relations, and no others.
   *
   * @return whether records were queued
   */
  boolean inheritAlong(Set<Relation> cascades) throws SQLException {
    if (!edges.cascade(cascades)) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(MAINTAIN.formatted(SHARED))) {
      statement.setObject(1, organizationId);
      return execute(statement, 2);
    }
  }

  /**
   * Brings records that were written, and those below them, up.
   *
   * @param written their ids by entity
   * @return whether records were queued
   */
  boolean maintain(Map<String, Set<UUID>> written) throws SQLException {
    Set<String> involved = new HashSet<>();
    for (Relation relation : edges.cascading()) {
      involved.add(relation.child());
      involved.add(relation.parent());
    }
    List<String> entities = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (String entity : involved) {
      for (UUID id : written.getOrDefault(entity, Set.of())) {
        entities.add(entity);
        ids.add(id);
      }
    }
    if (ids.isEmpty()) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(MAINTAIN.formatted(CHANGED))) {
      statement.setArray(1, connection.createArrayOf("text", entities.toArray()));
      statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
      return execute(statement, 3);
    }
  }

  private boolean execute(PreparedStatement statement, int first) throws SQLException {
    for (int i = 0; i < ORGANIZATIONS; i++) {
      statement.setObject(first + i, organizationId);
    }
    return statement.executeUpdate() > 0;
  }
}
