package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Puts the log of changes together: what is written again and again must not be read again and
 * again. First some hundreds of checkpoints, then whole days; of each slice and key every row once
 * for them, and not at all when it was written again later. Who comes from in between is led to
 * what changed somewhat before, too.
 */
final class Compaction {

  /**
   * So many small batches that their rows are worth it, and so few that a delta reads them soon.
   */
  private static final int CHECKPOINTS = 500;

  /** Devices that were away for longer than this are few. */
  private static final int FULL_DAYS = 1;

  private static final String REACH =
      "SELECT position, compacted_to, condensed_to FROM organization_checkpoint WHERE org_id = ?";
  private static final String END_OF_DAY =
      "SELECT max(position) FROM checkpoint_day WHERE org_id = ? AND day < ?";

  /**
   * Of rows that changed again since, only the later entry is needed. What came or went is looked
   * for by itself, so that its last coming or going has to stay. {@code OFFSET 0} keeps the planner
   * to one probe for each.
   */
  private static final String REPLACE =
      """
      WITH taken AS (
        DELETE FROM slice_change
        WHERE org_id = ? AND slice_id = ANY (ARRAY(SELECT slice_id FROM slice WHERE org_id = ?))
          AND position > ? AND position <= ?
        RETURNING slice_id, key_id, position, moved, record_ids
      )
      """
          + ChangeLog.of(
              """
              SELECT t.slice_id, t.key_id, max(t.position) AS position, t.moved, i.record_id
              FROM taken t CROSS JOIN LATERAL unnest(t.record_ids) i (record_id)
              WHERE EXISTS (
                SELECT FROM slice_row s
                WHERE s.org_id = ? AND s.slice_id = t.slice_id AND s.record_id = i.record_id AND s.key_id = t.key_id
                  AND CASE WHEN t.moved AND s.present THEN s.since ELSE s.position END <= ?
                OFFSET 0)
              GROUP BY t.slice_id, t.key_id, t.moved, i.record_id
              """,
              "?::uuid");

  private static final String COMPACTED =
      "UPDATE organization_checkpoint SET compacted_to = ? WHERE org_id = ?";
  private static final String CONDENSED =
      "UPDATE organization_checkpoint SET condensed_to = o.until, compacted_to = greatest(compacted_to, o.until)"
          + " FROM (SELECT ?::bigint AS until) o WHERE org_id = ?";

  private final Connection connection;
  private final UUID organizationId;

  Compaction(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

  /** How far the log is written and put together. */
  private record Reach(long position, long compactedTo, long condensedTo) {}

  /** Whether enough checkpoints have been closed. */
  static boolean isDue(Checkpoints.Last last) {
    return last.position() - last.compactedTo() >= CHECKPOINTS;
  }

  /** Puts together what was written since the last time. */
  void compact() throws SQLException {
    Reach reach = reach();
    replace(reach.compactedTo(), reach.position());
    reached(COMPACTED, reach.position());
  }

  /** Puts together the days that ended a day ago or longer. */
  void condense(Instant now) throws SQLException {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long until = endOfDayBefore(today.minusDays(FULL_DAYS));
    long since = reach().condensedTo();
    if (until > since) {
      replace(since, until);
      reached(CONDENSED, until);
    }
  }

  private void replace(long since, long until) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, organizationId);
      statement.setLong(3, since);
      statement.setLong(4, until);
      statement.setObject(5, organizationId);
      statement.setObject(6, organizationId);
      statement.setLong(7, until);
      statement.executeUpdate();
    }
  }

  private Reach reach() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REACH)) {
      statement.setObject(1, organizationId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Reach(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private long endOfDayBefore(LocalDate day) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END_OF_DAY)) {
      statement.setObject(1, organizationId);
      statement.setObject(2, day);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void reached(String sql, long position) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, position);
      statement.setObject(2, organizationId);
      statement.executeUpdate();
    }
  }
}
