package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The delta of one entity as one statement.
 *
 * <p>{@code touched}: the records that may differ, found by position alone. {@code judged}: for
 * each, from its few slice rows, whether the new scope takes it, whether the device may hold it, in
 * which version it surely does, and whether a slice that brought it is still among the user's. Then
 * the live record decides. The cost follows what was touched.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: it cannot know how few rows a
 * position leaves, and must never read a whole slice or all records for a small delta.
 */
final class DeltaSql {

  /** Whole slices are compared by slice, single keys by key; both by index and position. */
  private static final String TOUCHED =
      """
      WITH touched AS MATERIALIZED (
        SELECT s.record_id FROM slice_row s
        WHERE s.org_id = ? AND s.slice_id = ANY (?) AND s.position > ?
        UNION
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT s.record_id FROM slice_row s
          WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND s.position > ?
          OFFSET 0) x
        UNION
        SELECT s.record_id FROM slice_row s
        WHERE s.org_id = ? AND s.slice_id = ANY (?) AND s.present
        UNION
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT s.record_id FROM slice_row s
          WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND s.present
          OFFSET 0) x
        UNION
        SELECT s.record_id FROM slice_row s
        WHERE s.org_id = ? AND s.slice_id = ANY (?) AND (s.present OR s.position > ?)
        UNION
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT s.record_id FROM slice_row s
          WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND (s.present OR s.position > ?)
          OFFSET 0) x
      )
      """;

  static final String COUNT = TOUCHED + "SELECT count(*) FROM touched";

  static final String READ =
      TOUCHED
          + """
          , old_key AS MATERIALIZED (
            SELECT slice_id, key_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
          ), new_key AS MATERIALIZED (
            SELECT slice_id, key_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
          ), row AS (
            SELECT s.*,
              (s.present OR s.position > ?)
                AND (s.slice_id = ANY (?::bigint[]) OR (s.slice_id, s.key_id) IN (SELECT * FROM old_key)) AS held,
              s.present
                AND (s.slice_id = ANY (?::bigint[]) OR (s.slice_id, s.key_id) IN (SELECT * FROM new_key))
                AS taken
            FROM touched t
            CROSS JOIN LATERAL (
              SELECT * FROM slice_row x
              WHERE x.org_id = ? AND x.slice_id = ANY (?::bigint[]) AND x.record_id = t.record_id
              OFFSET 0
            ) s
          ), judged AS (
            SELECT record_id, bool_or(taken) AS taken, bool_or(held) AS held,
              max(version) FILTER (WHERE held AND put_at <= ?) AS held_version,
              coalesce(bool_or(slice_id = ANY (?::bigint[])) FILTER (WHERE held), FALSE) AS wanted
            FROM row GROUP BY record_id
          ), live AS (
            SELECT j.*, r.record_id AS live_id, r.version AS live_version, r.attributes,
              r.record_id IS NOT NULL
                AND coalesce(%s, FALSE)
                AS readable
            FROM judged j
            LEFT JOIN LATERAL (
              SELECT * FROM record x
              WHERE x.org_id = ? AND x.entity = ? AND x.record_id = j.record_id
              OFFSET 0) r ON TRUE
          ), outcome AS (
            SELECT l.*, CASE
                WHEN taken AND readable THEN
                  CASE WHEN ? OR held_version IS DISTINCT FROM live_version THEN 'put' END
                WHEN NOT held THEN NULL
                WHEN live_id IS NULL THEN 'deleted'
                WHEN NOT wanted THEN 'profile'
                WHEN NOT readable THEN 'security'
                ELSE 'filter'
              END AS what
            FROM live l
          )
          SELECT what, record_id::text, live_version,
            CASE WHEN what = 'put' THEN (%s)::text END
          FROM outcome r WHERE what IS NOT NULL
          """;

  private DeltaSql() {}

  static int bindTouched(
      PreparedStatement statement, int first, UUID organizationId, ScopeChange change, long since)
      throws SQLException {
    int next = bindTouched(statement, first, organizationId, change.kept(), since);
    next = bindTouched(statement, next, organizationId, change.fresh(), null);
    return bindTouched(statement, next, organizationId, change.lost(), since);
  }

  /** Everything that {@link #READ} needs between the touched records and the live ones. */
  static int bindScopes(
      PreparedStatement statement,
      int first,
      UUID organizationId,
      EntityScope before,
      EntityScope now,
      long since)
      throws SQLException {
    KeySelection old = KeySelection.of(before);
    KeySelection present = KeySelection.of(now);
    Set<Long> slices = new TreeSet<>(before.slices().keySet());
    slices.addAll(now.slices().keySet());
    int next = present.bindKeys(statement, old.bindKeys(statement, first));
    statement.setLong(next++, since);
    next = present.bindWholeSlices(statement, old.bindWholeSlices(statement, next));
    statement.setObject(next++, organizationId);
    statement.setArray(next++, KeySelection.array(statement, slices));
    statement.setLong(next++, since);
    statement.setArray(next++, KeySelection.array(statement, now.slices().keySet()));
    return next;
  }

  private static int bindTouched(
      PreparedStatement statement,
      int first,
      UUID organizationId,
      KeySelection keys,
      @Nullable Long since)
      throws SQLException {
    int next = first;
    statement.setObject(next++, organizationId);
    next = keys.bindWholeSlices(statement, next);
    if (since != null) {
      statement.setLong(next++, since);
    }
    next = keys.bindKeys(statement, next);
    statement.setObject(next++, organizationId);
    if (since != null) {
      statement.setLong(next++, since);
    }
    return next;
  }
}
