package dev.haversack.dataset.records;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the actions of each device are part of datasets. The slicer takes changes from its queue
 * in the transaction that closes the checkpoint with them; so whoever sees none left of a device's,
 * sees them all in the slices.
 */
@ApplicationScoped
public class DeviceProgress {

  /**
   * No change of now has a higher number than the sequence has given out. Looking for the highest
   * in the queue would mean to go through all that the slicer has taken out of it.
   */
  private static final String ADVANCE =
      """
      INSERT INTO device_progress AS known (
        org_id, device_id, user_id, sequence, before_changes, change_id, sliced_sequence)
      SELECT ?, ?, ?, ?, ?, coalesce(pg_sequence_last_value('record_change_change_id_seq'), 0), 0
      ON CONFLICT (org_id, device_id) DO UPDATE
      SET user_id = excluded.user_id, sequence = greatest(known.sequence, excluded.sequence),
        change_id = greatest(known.change_id, excluded.change_id),
        (before_changes, sliced_sequence) = (
          SELECT
            CASE WHEN waiting THEN least(known.before_changes, excluded.before_changes)
              ELSE excluded.before_changes END,
            CASE
              WHEN ? AND excluded.sequence <= known.sequence THEN 0
              WHEN waiting THEN known.sliced_sequence
              ELSE known.sequence END
          FROM (SELECT EXISTS (
            SELECT FROM record_change c
            WHERE c.org_id = known.org_id AND c.change_id > known.before_changes
              AND c.change_id <= known.change_id)) AS w (waiting))
      """;

  private static final String READ =
      """
      SELECT CASE
        WHEN EXISTS (
          SELECT FROM record_change c
          WHERE c.org_id = known.org_id AND c.change_id > known.before_changes
            AND c.change_id <= known.change_id)
        THEN sliced_sequence ELSE sequence END
      FROM device_progress known WHERE org_id = ? AND device_id = ? AND user_id = ?
      """;

  private final DataSource database;

  DeviceProgress(DataSource database) {
    this.database = database;
  }

  /**
   * Notes, after everything else of the transaction, that a device's actions were tried so far.
   *
   * @param sequence the number of the last one; null for nothing to note
   * @param decided whether any of them was decided now. When those are older than what was tried
   *     before, as one that somebody has sent on, nothing is said to be in until they are
   * @param before the last change that they have nothing to do with; 0 when they may build on any
   */
  public void advance(
      UUID organizationId,
      UUID deviceId,
      UUID userId,
      @Nullable Long sequence,
      boolean decided,
      long before) {
    if (sequence == null) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, deviceId);
      statement.setObject(3, userId);
      statement.setLong(4, sequence);
      statement.setLong(5, before);
      statement.setBoolean(6, decided);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * The sequence number up to which a device's actions are part of the checkpoint that the
   * connection's transaction sees; 0 for a device of which nothing was tried yet, and for another
   * user's.
   */
  public static long read(Connection connection, UUID organizationId, UUID deviceId, UUID userId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, deviceId);
      statement.setObject(3, userId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
