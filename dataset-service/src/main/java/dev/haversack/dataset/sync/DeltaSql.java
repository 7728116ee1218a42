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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The delta of one entity as one statement; of one that ends, {@link EndedSql} is.
 *
 * <p>{@code touched}: the records that may differ, found by the log of changes, which may lead to
 * some that changed shortly before, and by the rows of keys that only one of the scopes takes. Some
 * hundreds of them at a time are judged: all their rows of slices and the live records are read,
 * each in one walk through an index, and gathered by record. They tell whether the new scope takes
 * it, whether the device may hold it, in which version it surely does, and whether it is still
 * where the old scope took it from: then it leaves because the scope changed, be it by the profile
 * or otherwise. The live record decides. The cost follows what was touched. Nothing is joined: the
 * planner cannot know how few rows a position leaves, and would join them in the wrong way.
 *
 * <p>The keys of related records tell only what led to them. Who may read them tell the keys of
 * guards: a row of related records counts while a row of a guard does as well.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: it must never read a whole slice
 * or all records for a small delta.
 */
final class DeltaSql {

  /**
   * Whole slices are looked up by slice, single keys by key. Of keys that only the old scope takes,
   * both what is there and what was.
   */
  private static final String TOUCHED =
      """
      WITH touched AS MATERIALIZED (
        SELECT array_agg(record_id ORDER BY record_id) AS ids FROM (
        SELECT i.record_id FROM slice_change c CROSS JOIN LATERAL unnest(c.record_ids) i (record_id)
        WHERE c.org_id = ? AND c.slice_id = ANY (?) AND c.position > ?
        UNION
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT i.record_id FROM slice_change c CROSS JOIN LATERAL unnest(c.record_ids) i (record_id)
          WHERE c.org_id = ? AND c.slice_id = w.slice_id AND c.key_id = w.key_id AND c.position > ?
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
        SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
        CROSS JOIN LATERAL (
          SELECT i.record_id FROM slice_change c CROSS JOIN LATERAL unnest(c.record_ids) i (record_id)
          WHERE c.org_id = ? AND c.slice_id = w.slice_id AND c.key_id = w.key_id AND c.position > ? AND c.moved
          OFFSET 0) x
        ) every WHERE\
      """
          + IdRange.CONDITION
          + """
          )
          """;

  static final String COUNT = TOUCHED + "SELECT coalesce(cardinality(ids), 0) FROM touched";

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
          )
          SELECT r.what, r.record_id, r.live_version,
            CASE WHEN r.what = 'put' THEN %2$s END, cardinality(t.ids)
          FROM touched t
          CROSS JOIN generate_series(1, cardinality(t.ids), 500) AS first
          CROSS JOIN LATERAL (
            SELECT record_id, live_version, attributes,
              CASE
                WHEN readable AND (taken_own OR taken_related AND guard_taken) THEN
                  CASE WHEN ? OR live_version IS DISTINCT FROM greatest(own_version, CASE WHEN guard_surely THEN related_version END)
                    THEN 'put' END
                WHEN NOT (held_own OR held_related AND guard_held) THEN NULL
                WHEN live_version IS NULL THEN 'deleted'
                WHEN NOT readable THEN 'security'
                WHEN ? AND (still_own OR still_related AND guard_held) THEN 'profile'
                WHEN followed AND NOT (held_related AND guard_held) THEN 'unfollowed'
                ELSE 'filter'
              END AS what
            FROM (
              SELECT record_id,
                coalesce(bool_or(taken AND NOT related), FALSE) AS taken_own,
                coalesce(bool_or(taken AND related), FALSE) AS taken_related,
                coalesce(bool_or(held AND NOT related), FALSE) AS held_own,
                coalesce(bool_or(held AND related), FALSE) AS held_related,
                max(version) FILTER (WHERE held AND surely AND NOT related) AS own_version,
                max(version) FILTER (WHERE held AND surely AND related) AS related_version,
                coalesce(bool_or(held AND still AND NOT related), FALSE) AS still_own,
                coalesce(bool_or(held AND still AND related), FALSE) AS still_related,
                coalesce(bool_and(followed) FILTER (WHERE held AND NOT related), FALSE) AS followed,
                coalesce(bool_or(guard_held), FALSE) AS guard_held,
                coalesce(bool_or(guard_taken), FALSE) AS guard_taken,
                coalesce(bool_or(guard_surely), FALSE) AS guard_surely,
                max(live_version) AS live_version,
                coalesce(bool_or(readable), FALSE) AS readable,
                any_value(attributes) AS attributes
              FROM (
                SELECT x.record_id, x.version,
                  (x.present OR x.position > ?)
                    AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM old_key)) AS held,
                  x.present
                    AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM new_key)) AS taken,
                  x.put_at <= ? AS surely,
                  x.slice_id = ANY (?::bigint[]) AS related,
                  x.present AS still,
                  x.slice_id = ANY (?::bigint[]) AS followed,
                  NULL::boolean AS guard_held, NULL::boolean AS guard_taken, NULL::boolean AS guard_surely,
                  NULL::bigint AS live_version, NULL::boolean AS readable, NULL::jsonb AS attributes
                FROM slice_row x
                WHERE x.org_id = ? AND x.slice_id = ANY (?::bigint[]) AND x.record_id = ANY (t.ids[first:first + 499])
                UNION ALL
                SELECT g.record_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, g.held, g.taken, g.held AND g.since <= ?, NULL, NULL, NULL
                FROM (
                  SELECT x.record_id, x.since,
                    (x.present OR x.position > ?)
                      AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM old_guard)) AS held,
                    x.present
                      AND (x.slice_id = ANY (?::bigint[]) OR (x.slice_id, x.key_id) IN (SELECT * FROM new_guard)) AS taken
                  FROM slice_row x
                  WHERE x.org_id = ? AND x.slice_id = ANY (?::bigint[]) AND x.record_id = ANY (t.ids[first:first + 499])
                ) g
                UNION ALL
                SELECT r.record_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.version, coalesce(%1$s, FALSE), r.attributes
                FROM record r
                WHERE r.org_id = ? AND r.entity = ? AND r.record_id = ANY (t.ids[first:first + 499])
              ) every
              GROUP BY record_id
            ) judged
            ORDER BY record_id OFFSET 0
          ) r
          WHERE r.what IS NOT NULL LIMIT ?
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
    int next =
        bindTouched(statement, first, organizationId, change.kept().and(change.lost()), since);
    next = bindTouched(statement, next, organizationId, change.fresh().and(change.lost()), null);
    next = change.guardsKept().bindKeys(statement, next);
    statement.setObject(next++, organizationId);
    statement.setLong(next++, since);
    return range.bind(statement, next);
  }

  /** The keys of both scopes. */
  static int bindKeys(PreparedStatement statement, int first, EntityScope before, EntityScope now)
      throws SQLException {
    int next = KeySelection.of(before).bindKeys(statement, first);
    next = KeySelection.of(now).bindKeys(statement, next);
    next = KeySelection.of(before.guardsOfRelated()).bindKeys(statement, next);
    return KeySelection.of(now.guardsOfRelated()).bindKeys(statement, next);
  }

  /** What is asked of the rows of slices. */
  static int bindRows(
      PreparedStatement statement,
      int first,
      UUID organizationId,
      EntityScope before,
      EntityScope now,
      long since)
      throws SQLException {
    int next = first;
    statement.setLong(next++, since);
    next = KeySelection.of(before).bindWholeSlices(statement, next);
    next = KeySelection.of(now).bindWholeSlices(statement, next);
    statement.setLong(next++, since);
    Set<Long> related = new TreeSet<>(before.slicesOf(SliceKind.RELATED));
    related.addAll(now.slicesOf(SliceKind.RELATED));
    next = bindIds(statement, next, related);
    next = bindIds(statement, next, before.slicesOf(SliceKind.FOLLOWED));
    statement.setObject(next++, organizationId);
    next = bindIds(statement, next, both(before.slices(), now.slices()));
    statement.setLong(next++, since);
    statement.setLong(next++, since);
    next = KeySelection.of(before.guardsOfRelated()).bindWholeSlices(statement, next);
    next = KeySelection.of(now.guardsOfRelated()).bindWholeSlices(statement, next);
    statement.setObject(next++, organizationId);
    return bindIds(statement, next, both(before.guardsOfRelated(), now.guardsOfRelated()));
  }

  /** Slices that a scope takes nothing of tell nothing; of most it takes nothing. */
  private static Set<Long> both(Map<Long, SliceKeys> before, Map<Long, SliceKeys> now) {
    Set<Long> slices = new TreeSet<>();
    Stream.of(before, now)
        .flatMap(scope -> scope.entrySet().stream())
        .filter(slice -> !slice.getValue().isNothing())
        .forEach(slice -> slices.add(slice.getKey()));
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
