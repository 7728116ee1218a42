package dev.haversack.dataset.directory;

import dev.haversack.dataset.configuration.DirectoryEntities;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Who moves to another business unit takes along what he owns: its owning business unit changes
 * with him (section 7.2 of the facts).
 *
 * <p>While the gate is closed, and at the end of an import, owners are only noted: they may own any
 * number of records, and somebody may have locked some. {@link MoveFollower} moves the records
 * afterwards.
 */
@ApplicationScoped
public class OwnerMoves {

  /** A second's work: that long does the chunk keep changes of the configuration waiting. */
  private static final int CHUNK = 5_000;

  private static final String ORGANIZATIONS = "SELECT DISTINCT org_id FROM owner_move";

  /**
   * Whoever notes an owner locks the row. So an import that notes an owner who is noted already and
   * {@link #DONE}, which cannot see the import's records yet, do not pass each other unseen.
   */
  private static final String ONCE =
      " ON CONFLICT (org_id, owner_id) DO UPDATE SET owner_id = excluded.owner_id";

  /** Those that come back to the directory too: their records may be from another unit. */
  private static final String NOTE_MOVED =
      """
      INSERT INTO owner_move (org_id, owner_id)
      SELECT ?, ? WHERE NOT EXISTS (
        SELECT FROM record WHERE org_id = ? AND entity = ? AND record_id = ? AND business_unit_id = ?)
      """
          + ONCE;

  /** The business unit of an owner is in the record that mirrors him. */
  private static final String OUT_OF_PLACE =
      """
      FROM record o
      JOIN record r ON r.org_id = o.org_id AND r.owner_id = o.record_id
        AND r.business_unit_id IS DISTINCT FROM o.business_unit_id
      WHERE o.org_id = ? AND o.entity IN ('systemuser', 'team')
      """;

  private static final String NOTE_OF_ENTITY =
      "INSERT INTO owner_move (org_id, owner_id) SELECT DISTINCT o.org_id, o.record_id "
          + OUT_OF_PLACE
          + "AND r.entity = ? ORDER BY o.record_id"
          + ONCE;

  /** A statement of its own, so that those after it see what was committed with the notes. */
  private static final String TAKE =
      "SELECT owner_id FROM owner_move WHERE org_id = ? FOR UPDATE SKIP LOCKED";

  /** The owner's id stands for who changed the record: it was his move. */
  private static final String MOVE =
      """
      WITH moved AS (
        SELECT r.org_id, r.entity, r.record_id, r.version AS previous, r.attributes -> 'owningbusinessunit' AS unit,
               r.owner_id, o.business_unit_id AS unit_id
      """
          + OUT_OF_PLACE
          + """
              AND o.record_id = ANY (?)
            LIMIT ?
            FOR UPDATE OF r SKIP LOCKED
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

  private static final String DONE =
      "DELETE FROM owner_move m WHERE m.org_id = ? AND m.owner_id = ANY (?) AND NOT EXISTS (SELECT "
          + OUT_OF_PLACE
          + "AND o.record_id = m.owner_id)";

  private final DataSource database;

  OwnerMoves(DataSource database) {
    this.database = database;
  }

  /**
   * Notes those who are, or will be, in other business units than their mirrored records say. Needs
   * a transaction that has closed the gate and has not written those records yet.
   */
  void note(UUID organizationId, Map<RecordKey, UUID> units) {
    try (Connection connection = database.getConnection();
        PreparedStatement note = connection.prepareStatement(NOTE_MOVED)) {
      for (Map.Entry<RecordKey, UUID> entry : units.entrySet()) {
        RecordKey key = entry.getKey();
        if (!key.entity().equals(DirectoryEntities.BUSINESS_UNIT)) {
          note.setObject(1, organizationId);
          note.setObject(2, key.id());
          note.setObject(3, organizationId);
          note.setString(4, key.entity());
          note.setObject(5, key.id());
          note.setObject(6, entry.getValue());
          note.addBatch();
        }
      }
      note.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Notes the owners whose records of an entity are not in their business units: at the end of a
   * transaction that wrote such records while owners moved, after it has passed the gate.
   */
  public void settle(UUID organizationId, String entity) {
    try (Connection connection = database.getConnection();
        PreparedStatement note = connection.prepareStatement(NOTE_OF_ENTITY)) {
      note.setObject(1, organizationId);
      note.setString(2, entity);
      note.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The organizations where somebody is noted. */
  List<UUID> organizations() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ORGANIZATIONS)) {
      return ids(statement);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Moves a chunk of the records that are free, in a transaction that has passed the gate. Waits
   * for nobody.
   */
  Rounds.Left follow(UUID organizationId) {
    try (Connection connection = database.getConnection()) {
      List<UUID> noted;
      try (PreparedStatement take = connection.prepareStatement(TAKE)) {
        take.setObject(1, organizationId);
        noted = ids(take);
      }
      Array owners = connection.createArrayOf("uuid", noted.toArray());
      try (PreparedStatement move = connection.prepareStatement(MOVE)) {
        move.setObject(1, organizationId);
        move.setArray(2, owners);
        move.setInt(3, CHUNK);
        if (move.executeUpdate() == CHUNK) {
          return Rounds.Left.MORE;
        }
      }
      try (PreparedStatement done = connection.prepareStatement(DONE)) {
        done.setObject(1, organizationId);
        done.setArray(2, owners);
        done.setObject(3, organizationId);
        return done.executeUpdate() == noted.size() ? Rounds.Left.NOTHING : Rounds.Left.LOCKED;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static List<UUID> ids(PreparedStatement statement) throws SQLException {
    List<UUID> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getObject(1, UUID.class));
      }
    }
    return found;
  }
}
