package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Puts the log of changes together: what is written again and again must not be read again and
 * again. First some hundreds of checkpoints, then whole days; of each slice and key every row once
 * for them, and not at all when it was written again later. Who comes from in between is led to
 * what changed somewhat before, too.
 *
 * <p>The next batch waits meanwhile. So a step puts no more together than is soon done, and passes
 * over checkpoints that hold more than that by themselves: those of imports, say, which have little
 * in common. Where a step finds that nearly nothing was written again, it passes over the full
 * checkpoints behind it, too, whose records had even less time for that.
 */
final class Compaction {

  /**
   * So many small batches that their rows are worth it, and so few that a delta reads them soon.
   */
  private static final int CHECKPOINTS = 500;

  /** What takes about a tenth of a second. */
  private static final int MOST_ENTRIES = 20_000;

  /** So many records in a row of the log, in the mean: it can hardly be put together more. */
  private static final int FULL = 30;

  /** A step that leaves more rows of the log than this share was not worth it. */
  private static final double FUTILE = 0.9;

  private static final String SIZES =
      """
      SELECT position, sum(cardinality(record_ids)), count(*) FROM slice_change
      WHERE org_id = ? AND slice_id = ANY (ARRAY(SELECT slice_id FROM slice WHERE org_id = ?))
        AND position > ? AND position <= ?
      GROUP BY position ORDER BY position
      """;

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
      "UPDATE organization_checkpoint SET condensed_to = ? WHERE org_id = ?";

  private final Connection connection;
  private final UUID organizationId;

  Compaction(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
  }

  /** Checkpoints that follow each other, and how many entries they have, in how many rows. */
  private record Range(long first, long last, long entries, long rows) {

    Range and(Range next) {
      return new Range(first, next.last, entries + next.entries, rows + next.rows);
    }

    boolean isFull() {
      return entries >= rows * FULL;
    }
  }

  /** Whether there is anything to put together. */
  static boolean isDue(Checkpoints.Last last) {
    return areCheckpointsDue(last) || areDaysDue(last);
  }

  private static boolean areCheckpointsDue(Checkpoints.Last last) {
    return last.position() - last.compactedTo() >= CHECKPOINTS;
  }

  private static boolean areDaysDue(Checkpoints.Last last) {
    return last.condensedTo() < last.dayEnd();
  }

  /** One step of what is due. */
  void step(Checkpoints.Last last) throws SQLException {
    if (areCheckpointsDue(last)) {
      reached(COMPACTED, step(last.compactedTo(), last.compactedTo() + CHECKPOINTS));
    } else if (areDaysDue(last)) {
      reached(CONDENSED, step(last.condensedTo(), last.dayEnd()));
    }
  }

  /** Puts the first checkpoints together for which it pays; answers up to where that is done. */
  private long step(long since, long until) throws SQLException {
    boolean futile = false;
    for (Range range : ranges(since, until)) {
      boolean pays = range.first() < range.last() && !(futile && range.isFull());
      if (pays && futile) {
        return range.first() - 1;
      }
      if (pays) {
        if (replace(range) <= range.rows() * FUTILE) {
          return range.last();
        }
        futile = true;
      }
    }
    return until;
  }

  /** As many checkpoints at a time as are soon done; those that are not, by themselves. */
  private List<Range> ranges(long since, long until) throws SQLException {
    List<Range> ranges = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SIZES)) {
      bindRange(statement, since, until);
      try (ResultSet sizes = statement.executeQuery()) {
        while (sizes.next()) {
          Range next =
              new Range(sizes.getLong(1), sizes.getLong(1), sizes.getLong(2), sizes.getLong(3));
          if (!ranges.isEmpty() && ranges.getLast().entries() + next.entries() <= MOST_ENTRIES) {
            ranges.add(ranges.removeLast().and(next));
          } else {
            ranges.add(next);
          }
        }
      }
    }
    return ranges;
  }

  /** Answers how many rows the log has of them now. */
  private int replace(Range range) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
      int next = bindRange(statement, range.first() - 1, range.last());
      statement.setObject(next++, organizationId);
      statement.setObject(next++, organizationId);
      statement.setLong(next, range.last());
      return statement.executeUpdate();
    }
  }

  private int bindRange(PreparedStatement statement, long since, long until) throws SQLException {
    statement.setObject(1, organizationId);
    statement.setObject(2, organizationId);
    statement.setLong(3, since);
    statement.setLong(4, until);
    return 5;
  }

  private void reached(String sql, long position) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, position);
      statement.setObject(2, organizationId);
      statement.executeUpdate();
    }
  }
}
