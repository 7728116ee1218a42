package dev.haversack.dataset.directory;

import dev.haversack.dataset.directory.DirectoryRecords.Mirrored;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Who moves to another business unit takes along what he owns: its owning business unit changes
 * with him (section 7.2 of the facts).
 */
@ApplicationScoped
class OwnerMoves {

  /**
   * The owner's id stands for who changed the record: it was his move. Business units own nothing,
   * so their ids match no record.
   */
  private static final String FOLLOW =
      """
      WITH moved AS (
        SELECT r.org_id, r.entity, r.record_id, r.version AS previous, r.attributes -> 'owningbusinessunit' AS unit,
               o.owner_id, o.unit_id
        FROM unnest(?::uuid[], ?::uuid[]) AS o (owner_id, unit_id)
        JOIN record r ON r.org_id = ? AND r.owner_id = o.owner_id AND r.business_unit_id IS DISTINCT FROM o.unit_id
        ORDER BY r.entity COLLATE "C", r.record_id
        FOR UPDATE OF r
      ), changed AS (
        UPDATE record r
        SET version = nextval('record_version'), business_unit_id = m.unit_id,
            attributes = r.attributes || jsonb_build_object('owningbusinessunit', m.unit_id)
        FROM moved m
        WHERE r.org_id = m.org_id AND r.entity = m.entity AND r.record_id = m.record_id
        RETURNING r.org_id, r.entity, r.record_id, r.version, m.previous, m.unit, m.owner_id
      ), kept AS (
        INSERT INTO record_history
          (org_id, entity, record_id, version, previous_version, operation, before, changed_by, changed_at)
        SELECT org_id, entity, record_id, version, previous, 'update',
               jsonb_build_object('owningbusinessunit', unit), owner_id, now()
        FROM changed
      )
      INSERT INTO record_change (org_id, entity, record_id)
      SELECT org_id, entity, record_id FROM changed
      """;

  private final DataSource database;

  OwnerMoves(DataSource database) {
    this.database = database;
  }

  /** Brings the records of all these users and teams into their business units. */
  void follow(UUID organizationId, Map<RecordKey, Mirrored> owners) {
    List<RecordKey> keys = List.copyOf(owners.keySet());
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FOLLOW)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", keys.stream().map(RecordKey::id).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "uuid", keys.stream().map(owners::get).map(Mirrored::businessUnitId).toArray()));
      statement.setObject(3, organizationId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
