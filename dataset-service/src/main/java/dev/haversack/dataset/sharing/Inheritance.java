package dev.haversack.dataset.sharing;

import dev.haversack.dataset.records.RecordKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * What records inherit of the shares of those above them, along lookups that cascade shares: of
 * each principal all rights that any of them gives; section 7.4 of the facts, decision 0019.
 *
 * <p>Records that inherit otherwise than before are queued for the slicer. Shares that rights come
 * from are locked: nobody takes one back and leaves behind what it gave meanwhile.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: it cannot know how many records
 * are below one.
 */
public final class Inheritance {

  private static final String WRITTEN = "SELECT * FROM unnest(?::text[], ?::uuid[])";
  private static final String SHARED =
      "SELECT entity, record_id FROM record_share WHERE org_id = ?";

  private static final String MAINTAIN =
      """
      WITH RECURSIVE changed (entity, record_id) AS (%s), cascade AS MATERIALIZED (
        SELECT relation_id, child, parent FROM relation WHERE org_id = ? AND cascades_share
      ), affected AS (
        SELECT entity, record_id FROM changed
        UNION
        SELECT l.child, e.child_id
        FROM affected a JOIN cascade l ON l.parent = a.entity
        CROSS JOIN LATERAL (
          SELECT x.child_id FROM record_edge x
          WHERE x.org_id = ? AND x.relation_id = l.relation_id AND x.parent_id = a.record_id OFFSET 0) e
      ), above AS (
        SELECT a.entity, a.record_id, l.parent AS above, e.parent_id AS above_id
        FROM affected a JOIN cascade l ON l.child = a.entity
        CROSS JOIN LATERAL (
          SELECT x.parent_id FROM record_edge x
          WHERE x.org_id = ? AND x.relation_id = l.relation_id AND x.child_id = a.record_id OFFSET 0) e
        UNION
        SELECT b.entity, b.record_id, l.parent, e.parent_id
        FROM above b JOIN cascade l ON l.child = b.above
        CROSS JOIN LATERAL (
          SELECT x.parent_id FROM record_edge x
          WHERE x.org_id = ? AND x.relation_id = l.relation_id AND x.child_id = b.above_id OFFSET 0) e
      ), source AS MATERIALIZED (
        SELECT b.entity, b.record_id, h.principal_id, h.own_rights, h.shared_by, h.shared_at
        FROM above b JOIN record_share h ON h.org_id = ? AND h.entity = b.above AND h.record_id = b.above_id
        WHERE h.own_rights <> 0 AND (b.above, b.above_id) <> (b.entity, b.record_id)
        FOR SHARE OF h
      ), due AS (
        SELECT s.entity, s.record_id, s.principal_id, bit_or(s.own_rights) AS rights,
               (array_agg(s.shared_by ORDER BY s.shared_at DESC, s.shared_by))[1] AS shared_by, max(s.shared_at) AS shared_at
        FROM source s
        CROSS JOIN LATERAL (
          SELECT FROM record x WHERE x.org_id = ? AND x.entity = s.entity AND x.record_id = s.record_id OFFSET 0) r
        GROUP BY s.entity, s.record_id, s.principal_id
      ), present AS (
        SELECT a.entity, a.record_id, h.principal_id, h.inherited_rights, h.own_rights
        FROM affected a
        CROSS JOIN LATERAL (
          SELECT * FROM record_share x
          WHERE x.org_id = ? AND x.entity = a.entity AND x.record_id = a.record_id AND x.inherited_rights <> 0 OFFSET 0) h
      ), difference AS MATERIALIZED (
        SELECT entity, record_id, principal_id, coalesce(d.rights, 0) AS rights, p.own_rights, d.shared_by, d.shared_at
        FROM due d FULL JOIN present p USING (entity, record_id, principal_id)
        WHERE d.rights IS DISTINCT FROM p.inherited_rights
        ORDER BY entity COLLATE "C", record_id, principal_id
      ), given AS (
        INSERT INTO record_share AS h (org_id, entity, record_id, principal_id, own_rights, inherited_rights, shared_by, shared_at)
        SELECT ?::uuid, entity, record_id, principal_id, 0, rights, shared_by, shared_at FROM difference WHERE rights <> 0
        ON CONFLICT (org_id, entity, record_id, principal_id) DO UPDATE
          SET inherited_rights = excluded.inherited_rights,
              shared_by = CASE WHEN h.own_rights = 0 THEN excluded.shared_by ELSE h.shared_by END,
              shared_at = CASE WHEN h.own_rights = 0 THEN excluded.shared_at ELSE h.shared_at END
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
  private static final int ORGANIZATIONS = 11;

  private Inheritance() {}

  /**
   * Brings all records up that are below one that is shared, or inherit anything.
   *
   * @return whether any inherits otherwise now
   */
  public static boolean maintainAll(Connection connection, UUID organizationId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MAINTAIN.formatted(SHARED))) {
      statement.setObject(1, organizationId);
      return execute(statement, organizationId, 2);
    }
  }

  /**
   * Brings records up that were written or shared otherwise, and those below them.
   *
   * @return whether any inherits otherwise now
   */
  public static boolean maintain(
      Connection connection, UUID organizationId, Collection<RecordKey> keys) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MAINTAIN.formatted(WRITTEN))) {
      statement.setArray(
          1, connection.createArrayOf("text", keys.stream().map(RecordKey::entity).toArray()));
      statement.setArray(
          2, connection.createArrayOf("uuid", keys.stream().map(RecordKey::id).toArray()));
      return execute(statement, organizationId, 3);
    }
  }

  private static boolean execute(PreparedStatement statement, UUID organizationId, int first)
      throws SQLException {
    for (int i = 0; i < ORGANIZATIONS; i++) {
      statement.setObject(first + i, organizationId);
    }
    return statement.executeUpdate() > 0;
  }
}
