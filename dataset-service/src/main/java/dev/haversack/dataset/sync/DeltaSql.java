package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import dev.haversack.dataset.sync.ScopeContent.SliceKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
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
 * <p>The keys of related records tell only what led to them. Who may read them tell the keys of
 * guards: a row of related records counts while a row of a guard does as well.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: it cannot know how few rows a
 * position leaves, and must never read a whole slice or all records for a small delta.
 */
final class DeltaSql {

  /** Whole slices are compared by slice, single keys by key; both by index and position. */
  private static final String TOUCHED =
      """
      WITH touched AS MATERIALIZED (
        SELECT record_id FROM (
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
        UNION
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT s.record_id FROM slice_row s
          WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND s.position > ?
            AND (NOT s.present OR s.since > ?)
          OFFSET 0) x
        ) every WHERE\
      """
          + IdRange.CONDITION
          + """
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
          ), old_guard AS MATERIALIZED (
            SELECT slice_id, key_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
          ), new_guard AS MATERIALIZED (
            SELECT slice_id, key_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
          ), guard AS (
            SELECT t.record_id, bool_or(g.held) AS held, bool_or(g.taken) AS taken,
              bool_or(g.held AND g.since <= ?) AS surely
            FROM touched t
            CROSS JOIN LATERAL (
              SELECT x.since,
                (x.present OR x.position > ?)
                  AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM old_guard)) AS held,
                x.present
                  AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM new_guard)) AS taken
              FROM slice_row x
              WHERE x.org_id = ? AND x.slice_id = ANY (?::bigint[]) AND x.record_id = t.record_id
              OFFSET 0
            ) g
            GROUP BY t.record_id
          ), row AS (
            SELECT s.record_id, s.slice_id, s.version,
              (s.present OR s.position > ?)
                AND (s.slice_id = ANY (?::bigint[]) OR (s.slice_id, s.key_id) IN (SELECT * FROM old_key))
                AND (NOT s.related OR coalesce(g.held, FALSE)) AS held,
              s.present
                AND (s.slice_id = ANY (?::bigint[]) OR (s.slice_id, s.key_id) IN (SELECT * FROM new_key))
                AND (NOT s.related OR coalesce(g.taken, FALSE)) AS taken,
              s.put_at <= ? AND (NOT s.related OR coalesce(g.surely, FALSE)) AS surely
            FROM touched t
            CROSS JOIN LATERAL (
              SELECT x.*, x.slice_id = ANY (?::bigint[]) AS related FROM slice_row x
              WHERE x.org_id = ? AND x.slice_id = ANY (?::bigint[]) AND x.record_id = t.record_id
              OFFSET 0
            ) s
            LEFT JOIN guard g ON g.record_id = t.record_id
          ), judged AS (
            SELECT record_id, bool_or(taken) AS taken, bool_or(held) AS held,
              max(version) FILTER (WHERE held AND surely) AS held_version,
              coalesce(bool_or(slice_id = ANY (?::bigint[])) FILTER (WHERE held), FALSE) AS wanted,
              coalesce(bool_and(slice_id = ANY (?::bigint[])) FILTER (WHERE held), FALSE) AS followed
            FROM row GROUP BY record_id
          ), live AS (
            SELECT j.*, r.record_id AS live_id, r.version AS live_version, r.attributes,
              r.record_id IS NOT NULL
                AND coalesce(%s, FALSE)
                AS readable
            FROM (SELECT * FROM judged ORDER BY record_id) j
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
                WHEN followed THEN 'unfollowed'
                ELSE 'filter'
              END AS what
            FROM live l
          )
          SELECT what, record_id::text, live_version,
            CASE WHEN what = 'put' THEN (%s)::text END,
            (SELECT count(*) FROM touched)
          FROM outcome r WHERE what IS NOT NULL
          ORDER BY r.record_id LIMIT ?
          """;

  private DeltaSql() {}

  static int bindTouched(
      PreparedStatement statement,
      int first,
      UUID organizationId,
      ScopeChange change,
      long since,
      IdRange range)
      throws SQLException {
    int next = bindTouched(statement, first, organizationId, change.kept(), since);
    next = bindTouched(statement, next, organizationId, change.fresh(), null);
    next = bindTouched(statement, next, organizationId, change.lost(), since);
    next = change.guardsKept().bindKeys(statement, next);
    statement.setObject(next++, organizationId);
    statement.setLong(next++, since);
    statement.setLong(next++, since);
    return range.bind(statement, next);
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
    KeySelection oldGuards = KeySelection.of(before.guardsOfRelated());
    KeySelection presentGuards = KeySelection.of(now.guardsOfRelated());
    int next = present.bindKeys(statement, old.bindKeys(statement, first));
    next = presentGuards.bindKeys(statement, oldGuards.bindKeys(statement, next));
    statement.setLong(next++, since);
    statement.setLong(next++, since);
    next = presentGuards.bindWholeSlices(statement, oldGuards.bindWholeSlices(statement, next));
    statement.setObject(next++, organizationId);
    next = bindIds(statement, next, both(before.guardsOfRelated(), now.guardsOfRelated()));
    statement.setLong(next++, since);
    next = present.bindWholeSlices(statement, old.bindWholeSlices(statement, next));
    statement.setLong(next++, since);
    Set<Long> related = new TreeSet<>(before.slicesOf(SliceKind.RELATED));
    related.addAll(now.slicesOf(SliceKind.RELATED));
    next = bindIds(statement, next, related);
    statement.setObject(next++, organizationId);
    next = bindIds(statement, next, both(before.slices(), now.slices()));
    next = bindIds(statement, next, now.slices().keySet());
    return bindIds(statement, next, before.slicesOf(SliceKind.FOLLOWED));
  }

  private static Set<Long> both(Map<Long, SliceKeys> before, Map<Long, SliceKeys> now) {
    Set<Long> slices = new TreeSet<>(before.keySet());
    slices.addAll(now.keySet());
    return slices;
  }

  private static int bindIds(PreparedStatement statement, int first, Collection<Long> ids)
      throws SQLException {
    statement.setArray(first, KeySelection.array(statement, ids));
    return first + 1;
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
