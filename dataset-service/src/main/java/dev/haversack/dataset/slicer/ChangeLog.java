package dev.haversack.dataset.slicer;

/**
 * The log of changed rows of slices: where deltas look for what changed. It stands beside the rows
 * because an index on their positions would have to be written with each of their changes; so a row
 * of the log holds many records. It says only where to look: whether and how a row changed since a
 * checkpoint, the row itself tells, so that it does no harm when the log holds too much.
 */
final class ChangeLog {

  /** So many ids that the row of the log still fits where rows are stored. */
  private static final int IDS_IN_A_ROW = 100;

  /**
   * Stores changed rows. Its parameter is the organization; {@code %1$s} gives {@code slice_id},
   * {@code key_id}, {@code record_id}, {@code position} and whether the row {@code moved}: came or
   * went, instead of another version of it. A row may be there twice.
   */
  private static final String OF_ROWS =
      """
      INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
      SELECT %2$s, c.slice_id, c.key_id, max(c.position), c.moved, array_agg(c.record_id)
      FROM (
        SELECT w.*, (row_number() OVER (PARTITION BY w.slice_id, w.key_id, w.moved) - 1) / %3$d AS part
        FROM (%1$s) w
      ) c
      GROUP BY c.slice_id, c.key_id, c.moved, c.part
      """;

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
}
