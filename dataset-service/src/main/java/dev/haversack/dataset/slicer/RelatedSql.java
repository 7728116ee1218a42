package dev.haversack.dataset.slicer;

/**
 * The statements that keep slices of related records up. Their rows follow from other rows:
 *
 * <pre>
 * row(target, t, k) ⇔ some step source → target, row(source, s, k) and edge(s, t), and t may go offline
 * </pre>
 *
 * <p>as the least set for which that holds, so that records in a circle do not hold each other.
 *
 * <p>A batch first puts rows in doubt that lost something that led to them, and with these what
 * they lead to ({@link #DOUBT}). Then, from what is sound, it finds the rows that are there: those
 * in doubt that something else leads to, and new ones ({@link #SETTLE}). What is in doubt still,
 * goes ({@link #DROP}). The cost follows what changed; {@code OFFSET 0} keeps the planner to probes
 * of the indexes.
 */
final class RelatedSql {

  /** The records that a record {@code %1$s} leads to by a step {@code st}. */
  private static final String LEADS_TO =
      """
      CROSS JOIN LATERAL (
        SELECT e.parent_id AS id FROM record_edge e
        WHERE st.to_parent AND e.org_id = :org AND e.relation_id = st.relation_id AND e.child_id = %1$s
        UNION ALL
        SELECT e.child_id FROM record_edge e
        WHERE NOT st.to_parent AND e.org_id = :org AND e.relation_id = st.relation_id AND e.parent_id = %1$s
        OFFSET 0) t
      """;

  /** The rows that lead to a record {@code %1$s} by a step {@code %2$s}. */
  private static final String ROWS_LEADING_TO =
      """
      CROSS JOIN LATERAL (
        SELECT e.child_id AS id FROM record_edge e
        WHERE %2$s.to_parent AND e.org_id = :org AND e.relation_id = %2$s.relation_id AND e.parent_id = %1$s
        UNION ALL
        SELECT e.parent_id FROM record_edge e
        WHERE NOT %2$s.to_parent AND e.org_id = :org AND e.relation_id = %2$s.relation_id AND e.child_id = %1$s) q
      JOIN slice_row l ON l.org_id = :org AND l.slice_id = %2$s.source_slice AND l.record_id = q.id AND l.present
      """;

  /**
   * The rows of a slice {@code %1$s} that this batch has written already, as {@code %2$s}; with
   * {@code %3$s} only those that came or went.
   */
  private static final String WRITTEN =
      """
      CROSS JOIN LATERAL (
        SELECT s.* FROM slice_change c CROSS JOIN LATERAL (
          SELECT * FROM slice_row y
          WHERE y.org_id = :org AND y.slice_id = c.slice_id AND y.record_id = ANY (c.record_ids)
            AND y.key_id = c.key_id AND y.position = :position
          OFFSET 0) s
        WHERE c.org_id = :org AND c.slice_id = %1$s AND c.position = :position %3$s
        OFFSET 0) %2$s
      """;

  private static final String MOVED = "AND c.moved";

  private static final String PRESENT =
      """
      EXISTS (SELECT FROM slice_row y WHERE y.org_id = :org AND y.slice_id = %1$s
        AND y.record_id = %2$s AND y.key_id = %3$s AND y.present)
      """;
  private static final String ELIGIBLE =
      """
      EXISTS (SELECT FROM slice_row o WHERE o.org_id = :org AND o.slice_id = %1$s
        AND o.record_id = %2$s AND o.present)
      """;
  private static final String IN_DOUBT =
      """
      EXISTS (SELECT FROM related_doubt f WHERE f.org_id = :org AND f.slice_id = %1$s
        AND f.record_id = %2$s AND f.key_id = %3$s)
      """;

  /** Present, and no row of the seed leads there: those are never in doubt. */
  private static final String DOUBTFUL =
      PRESENT.formatted("st.target_slice", "%1$s", "%2$s")
          + " AND NOT ("
          + ELIGIBLE.formatted("st.eligible_slice", "%1$s")
          + " AND EXISTS (SELECT FROM related_step u "
          + ROWS_LEADING_TO.formatted("%1$s", "u")
          + " WHERE u.org_id = :org AND u.target_slice = st.target_slice AND u.of_seed AND l.key_id = %2$s))";

  static final NamedSql DOUBT =
      new NamedSql(
          """
          WITH RECURSIVE removed AS (
            SELECT * FROM unnest(:removed_relation, :removed_child, :removed_parent) g (relation_id, child_id, parent_id)
          ), shaken AS (
            SELECT st.target_slice, t.id AS record_id, x.key_id
            FROM related_step st
            %6$s
            %1$s
            WHERE st.org_id = :org AND st.of_seed AND NOT x.present
            UNION
            SELECT st.target_slice, CASE WHEN st.to_parent THEN g.parent_id ELSE g.child_id END, x.key_id
            FROM removed g
            JOIN related_step st ON st.org_id = :org AND st.relation_id = g.relation_id
            JOIN slice_row x ON x.org_id = :org AND x.slice_id = st.source_slice
              AND x.record_id = CASE WHEN st.to_parent THEN g.child_id ELSE g.parent_id END
              AND (x.present OR x.position = :position)
            UNION
            SELECT st.target_slice, x.record_id, y.key_id
            FROM (SELECT DISTINCT target_slice, eligible_slice FROM related_step WHERE org_id = :org) st
            %7$s
            JOIN slice_row y ON y.org_id = :org AND y.slice_id = st.target_slice AND y.record_id = x.record_id AND y.present
            WHERE NOT x.present AND NOT %2$s
          ), doubt AS (
            SELECT b.target_slice, b.record_id, b.key_id
            FROM shaken b JOIN (
              SELECT DISTINCT target_slice, eligible_slice FROM related_step WHERE org_id = :org
            ) st ON st.target_slice = b.target_slice
            WHERE %3$s
            UNION
            SELECT st.target_slice, t.id, d.key_id
            FROM doubt d JOIN related_step st ON st.org_id = :org AND st.source_slice = d.target_slice
            %4$s
            WHERE %5$s
          )
          INSERT INTO related_doubt (org_id, slice_id, record_id, key_id)
          SELECT :org::uuid, target_slice, record_id, key_id FROM doubt
          """
              .formatted(
                  LEADS_TO.formatted("x.record_id"),
                  ELIGIBLE.formatted("st.eligible_slice", "x.record_id"),
                  DOUBTFUL.formatted("b.record_id", "b.key_id"),
                  LEADS_TO.formatted("d.record_id"),
                  DOUBTFUL.formatted("t.id", "d.key_id"),
                  WRITTEN.formatted("st.source_slice", "x", MOVED),
                  WRITTEN.formatted("st.eligible_slice", "x", MOVED)));

  /** Not there, or in doubt; and it may go offline. */
  private static final String OPEN =
      "(NOT "
          + PRESENT.formatted("st.target_slice", "%1$s", "%2$s")
          + " OR "
          + IN_DOUBT.formatted("st.target_slice", "%1$s", "%2$s")
          + ") AND "
          + ELIGIBLE.formatted("st.eligible_slice", "%1$s");

  private static final String SOUND =
      "NOT " + IN_DOUBT.formatted("%1$s.slice_id", "%1$s.record_id", "%1$s.key_id");

  static final NamedSql SETTLE =
      new NamedSql(
          """
          WITH RECURSIVE added AS (
            SELECT * FROM unnest(:added_relation, :added_child, :added_parent) g (relation_id, child_id, parent_id)
          ), found AS (
            SELECT st.target_slice, d.record_id, d.key_id
            FROM related_doubt d JOIN (
              SELECT DISTINCT target_slice, eligible_slice FROM related_step WHERE org_id = :org
            ) st ON st.target_slice = d.slice_id
            WHERE d.org_id = :org AND %1$s AND EXISTS (
              SELECT FROM related_step u %2$s
              WHERE u.org_id = :org AND u.target_slice = d.slice_id AND l.key_id = d.key_id AND %3$s)
            UNION
            SELECT st.target_slice, t.id, x.key_id
            FROM related_step st
            %12$s
            %4$s
            WHERE st.org_id = :org AND st.of_seed AND x.since = :position AND x.present AND %5$s
            UNION
            SELECT st.target_slice, t.id, x.key_id
            FROM related_step st
            JOIN slice_row x ON x.org_id = :org AND x.slice_id = st.source_slice AND x.present
            %4$s
            WHERE st.org_id = :org AND st.of_seed AND st.target_slice = ANY (:fresh) AND %5$s
            UNION
            SELECT st.target_slice, t.id, x.key_id
            FROM added g
            JOIN related_step st ON st.org_id = :org AND st.relation_id = g.relation_id
            CROSS JOIN LATERAL (SELECT
              CASE WHEN st.to_parent THEN g.child_id ELSE g.parent_id END AS source_id,
              CASE WHEN st.to_parent THEN g.parent_id ELSE g.child_id END AS id) t
            JOIN slice_row x ON x.org_id = :org AND x.slice_id = st.source_slice AND x.record_id = t.source_id AND x.present
            WHERE %6$s AND %5$s
            UNION
            SELECT st.target_slice, n.record_id, l.key_id
            FROM related_step st
            %13$s
            %7$s
            WHERE st.org_id = :org AND n.since = :position AND n.present AND %8$s AND %3$s AND NOT EXISTS (
              SELECT FROM slice_row b WHERE b.org_id = :org AND b.slice_id = n.slice_id
                AND b.record_id = n.record_id AND b.position = :position AND NOT b.present)
          ), alive AS (
            SELECT target_slice, record_id, key_id FROM found
            UNION
            SELECT st.target_slice, t.id, a.key_id
            FROM alive a JOIN related_step st ON st.org_id = :org AND st.source_slice = a.target_slice
            %9$s
            WHERE %10$s
          ), kept AS (
            DELETE FROM related_doubt d USING alive a
            WHERE d.org_id = :org AND d.slice_id = a.target_slice AND d.record_id = a.record_id AND d.key_id = a.key_id
          ), settled AS (
            INSERT INTO slice_row (org_id, slice_id, record_id, key_id, position, put_at, since, version, present)
            SELECT :org::uuid, a.target_slice, a.record_id, a.key_id, p.position, p.position, p.position, v.version, TRUE
            FROM alive a
            CROSS JOIN (SELECT :position::bigint AS position) p
            JOIN (
              SELECT DISTINCT target_slice, eligible_slice FROM related_step WHERE org_id = :org
            ) st ON st.target_slice = a.target_slice
            CROSS JOIN LATERAL (
              SELECT o.version FROM slice_row o
              WHERE o.org_id = :org AND o.slice_id = st.eligible_slice AND o.record_id = a.record_id AND o.present
              LIMIT 1) v
            WHERE NOT %11$s
            ON CONFLICT (org_id, slice_id, record_id, key_id) DO UPDATE
              SET position = excluded.position, put_at = excluded.put_at, since = excluded.since,
                  version = excluded.version, present = TRUE
              WHERE NOT slice_row.present
            RETURNING slice_id, key_id, record_id, position, TRUE AS moved
          )
          %14$s
          """
              .formatted(
                  ELIGIBLE.formatted("st.eligible_slice", "d.record_id"),
                  ROWS_LEADING_TO.formatted("d.record_id", "u"),
                  SOUND.formatted("l"),
                  LEADS_TO.formatted("x.record_id"),
                  OPEN.formatted("t.id", "x.key_id"),
                  SOUND.formatted("x"),
                  ROWS_LEADING_TO.formatted("n.record_id", "st"),
                  OPEN.formatted("n.record_id", "l.key_id"),
                  LEADS_TO.formatted("a.record_id"),
                  OPEN.formatted("t.id", "a.key_id"),
                  PRESENT.formatted("a.target_slice", "a.record_id", "a.key_id"),
                  WRITTEN.formatted("st.source_slice", "x", MOVED),
                  WRITTEN.formatted("st.eligible_slice", "n", MOVED),
                  ChangeLog.of(
                      "SELECT * FROM settled WHERE slice_id <> ALL (:fresh)", ":org::uuid")));

  static final NamedSql DROP =
      new NamedSql(
          """
          WITH gone AS (
            DELETE FROM related_doubt WHERE org_id = :org RETURNING slice_id, record_id, key_id
          ), dropped AS (
            UPDATE slice_row s SET present = FALSE, position = :position FROM gone g
            WHERE s.org_id = :org AND s.slice_id = g.slice_id AND s.record_id = g.record_id AND s.key_id = g.key_id
              AND s.present
            RETURNING s.slice_id, s.key_id, s.record_id, s.position, TRUE AS moved
          )
          """
              + ChangeLog.of("SELECT * FROM dropped", ":org::uuid"));

  /** Records that are there as before, in another version. */
  static final NamedSql RENEW =
      new NamedSql(
          """
          WITH renewed AS (
            UPDATE slice_row s SET version = n.version, position = :position, put_at = :position
            FROM (SELECT DISTINCT target_slice, eligible_slice FROM related_step WHERE org_id = :org) st
            %1$s
            WHERE s.org_id = :org AND s.slice_id = st.target_slice AND s.record_id = n.record_id AND n.present
              AND s.present AND s.version <> n.version
            RETURNING s.slice_id, s.key_id, s.record_id, s.position, FALSE AS moved
          )
          %2$s
          """
              .formatted(
                  WRITTEN.formatted("st.eligible_slice", "n", ""),
                  ChangeLog.of("SELECT * FROM renewed", ":org::uuid")));

  private RelatedSql() {}
}
