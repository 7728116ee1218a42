package dev.haversack.dataset.directory;

import dev.haversack.dataset.records.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Who moves to another business unit takes along what he owns: its owning business unit changes
 * with him (section 7.2 of the facts).
 *
 * <p>Records that somebody has locked are not waited for: that may be an import, and the
 * configuration must not stand still meanwhile. Their owners are noted, and {@link MoveFollower}
 * comes back for them.
 */
@ApplicationScoped
public class OwnerMoves {

  /** The business unit of an owner is in the record that mirrors him. */
  private static final String OUT_OF_PLACE =
      """
      FROM record o
      JOIN record r ON r.org_id = o.org_id AND r.owner_id = o.record_id
        AND r.business_unit_id IS DISTINCT FROM o.business_unit_id
      WHERE o.org_id = ? AND o.entity IN ('systemuser', 'team')
      """;

  /** The owner's id stands for who changed the record: it was his move. */
  private static final String MOVE =
      """
      WITH moved AS (
        SELECT r.org_id, r.entity, r.record_id, r.version AS previous, r.attributes -> 'owningbusinessunit' AS unit,
               r.owner_id, o.business_unit_id AS unit_id
      """
          + OUT_OF_PLACE
          + """
            %s
            ORDER BY r.entity COLLATE "C", r.record_id
            FOR UPDATE OF r %s
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

  private static final String OF_OWNERS = "AND o.record_id = ANY (?)";
  private static final String MOVE_FREE = MOVE.formatted(OF_OWNERS, "SKIP LOCKED");
  private static final String MOVE_ENTITY = MOVE.formatted("AND r.entity = ?", "");
  private static final String LEFT = "SELECT DISTINCT o.record_id " + OUT_OF_PLACE + OF_OWNERS;

  private static final String NOTE =
      "INSERT INTO owner_move (org_id, owner_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String DONE =
      "DELETE FROM owner_move WHERE org_id = ? AND owner_id = ANY (?) AND owner_id <> ALL (?)";

  private final DataSource database;

  OwnerMoves(DataSource database) {
    this.database = database;
  }

  /**
   * Brings the records of these users and teams into their business units, and notes whose records
   * are locked. Needs a transaction that no writer of records can miss: one that has closed the
   * gate, or that runs after the one that had.
   */
  void follow(UUID organizationId, Collection<UUID> owners) {
    try (Connection connection = database.getConnection()) {
      var ids = connection.createArrayOf("uuid", owners.toArray());
      try (PreparedStatement move = connection.prepareStatement(MOVE_FREE)) {
        move.setObject(1, organizationId);
        move.setArray(2, ids);
        move.executeUpdate();
      }
      List<UUID> left = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(LEFT)) {
        statement.setObject(1, organizationId);
        statement.setArray(2, ids);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            left.add(rows.getObject(1, UUID.class));
          }
        }
      }
      note(connection, organizationId, left);
      try (PreparedStatement done = connection.prepareStatement(DONE)) {
        done.setObject(1, organizationId);
        done.setArray(2, ids);
        done.setArray(3, connection.createArrayOf("uuid", left.toArray()));
        done.executeUpdate();
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Brings the records of an entity into the business units of their owners: at the end of a
   * transaction that wrote them while owners moved, after it has passed the gate.
   */
  public void settle(UUID organizationId, String entity) {
    try (Connection connection = database.getConnection();
        PreparedStatement move = connection.prepareStatement(MOVE_ENTITY)) {
      move.setObject(1, organizationId);
      move.setString(2, entity);
      move.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void note(Connection connection, UUID organizationId, List<UUID> owners)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      for (UUID owner : owners) {
        statement.setObject(1, organizationId);
        statement.setObject(2, owner);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
