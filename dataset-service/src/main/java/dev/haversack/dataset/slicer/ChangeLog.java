package dev.haversack.dataset.slicer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The log of changed rows of slices: where deltas look for what changed. It stands beside the rows
 * because an index on their positions would have to be written with each of their changes; so a row
 * of the log holds many records. It says only where to look: whether and how a row changed since a
 * checkpoint, the row itself tells, so that it does no harm when the log holds too much.
 */
final class ChangeLog {

  /** So many ids that the row of the log still fits where rows are stored. */
  private static final int IDS_IN_A_ROW = 100;

  private static final String INSERT =
      "INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)\n";

  /**
   * Stores changed rows. Its parameter is the organization; {@code %1$s} gives {@code slice_id},
   * {@code key_id}, {@code record_id}, {@code position} and whether the row {@code moved}: came or
   * went, instead of another version of it. A row may be there twice.
   */
  private static final String OF_ROWS =
      INSERT
          + """
          SELECT %2$s, c.slice_id, c.key_id, max(c.position), c.moved, array_agg(c.record_id)
          FROM (
            SELECT w.*, (row_number() OVER (PARTITION BY w.slice_id, w.key_id, w.moved) - 1) / %3$d AS part
            FROM (%1$s) w
          ) c
          GROUP BY c.slice_id, c.key_id, c.moved, c.part
          """;

  /**
   * Of rows that changed again since, only the later entry is needed. What came or went is looked
   * for by itself, so that its last coming or going has to stay.
   */
  private static final String COMPACT =
      """
      WITH reach AS MATERIALIZED (
        SELECT compacted AS since, cleaned AS until FROM organization_checkpoint WHERE org_id = ?
      ), taken AS (
        DELETE FROM slice_change c USING reach r
        WHERE c.org_id = ? AND c.position > r.since AND c.position <= r.until
        RETURNING c.slice_id, c.key_id, c.position, c.moved, c.record_ids
      )
      """
          + of(
              """
              SELECT t.slice_id, t.key_id, max(t.position) AS position, t.moved, i.record_id
              FROM taken t CROSS JOIN LATERAL unnest(t.record_ids) i (record_id)
              WHERE EXISTS (
                SELECT FROM slice_row s CROSS JOIN reach r
                WHERE s.org_id = ? AND s.slice_id = t.slice_id AND s.record_id = i.record_id AND s.key_id = t.key_id
                  AND CASE WHEN t.moved AND s.present THEN s.since ELSE s.position END <= r.until)
              GROUP BY t.slice_id, t.key_id, t.moved, i.record_id
              """,
              "?::uuid");

  private static final String REACHED =
      "UPDATE organization_checkpoint SET compacted = cleaned, cleaned = position WHERE org_id = ?";

  private ChangeLog() {}

  /**
   * The statement that stores rows, to be put after those that changed them.
   *
   * @param rows a query for them
   * @param organization the organization as it is written there
   */
  static String of(String rows, String organization) {
    return OF_ROWS.formatted(rows, organization, IDS_IN_A_ROW);
  }

  /**
   * Puts together what is older than the last time but one: the log then holds a row of a slice
   * twice at most for each of these times, however often it was written. Who comes from further
   * back has to look at somewhat more than changed since.
   */
  static void compact(Connection connection, UUID organizationId) throws SQLException {
    for (String sql : new String[] {COMPACT, REACHED}) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int parameters = (int) sql.chars().filter(c -> c == '?').count();
        for (int i = 1; i <= parameters; i++) {
          statement.setObject(i, organizationId);
        }
        statement.executeUpdate();
      }
    }
  }
}
