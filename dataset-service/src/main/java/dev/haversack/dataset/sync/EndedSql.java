package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The delta of an entity of which nothing is taken any more, as one statement. It says what {@link
 * DeltaSql} would, for less: where no other key can hold a record, the rows of the lost keys are
 * all that there is to judge, and lie together, while that statement looks for all rows of each
 * record. Scopes with related records are left to it: rows of other slices, the guards, tell who
 * could read those.
 */
final class EndedSql {

  static final String READ =
      """
      WITH held AS MATERIALIZED (
        SELECT array_agg(record_id ORDER BY record_id) AS ids,
          array_agg(still ORDER BY record_id) AS still,
          array_agg(followed ORDER BY record_id) AS followed
        FROM (
          SELECT record_id, bool_or(present) AS still, bool_and(slice_id = ANY (?::bigint[])) AS followed
          FROM (
            SELECT s.record_id, s.slice_id, TRUE AS present FROM slice_row s
            WHERE s.org_id = ? AND s.slice_id = ANY (?::bigint[]) AND s.present
            UNION ALL
            SELECT x.record_id, w.slice_id, TRUE FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
            CROSS JOIN LATERAL (
              SELECT s.record_id FROM slice_row s
              WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND s.present
              OFFSET 0) x
            UNION ALL
            SELECT x.record_id, w.slice_id, FALSE FROM (
              SELECT slice_id, key_id, array_agg(DISTINCT record_id) AS ids
              FROM (
                SELECT c.slice_id, c.key_id, c.record_ids FROM slice_change c
                WHERE c.org_id = ? AND c.slice_id = ANY (?::bigint[]) AND c.position > ? AND c.moved
                UNION ALL
                SELECT w.slice_id, w.key_id, x.record_ids FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
                CROSS JOIN LATERAL (
                  SELECT c.record_ids FROM slice_change c
                  WHERE c.org_id = ? AND c.slice_id = w.slice_id AND c.key_id = w.key_id AND c.position > ? AND c.moved
                  OFFSET 0) x
              ) moved CROSS JOIN LATERAL unnest(record_ids) i (record_id)
              GROUP BY slice_id, key_id
            ) w CROSS JOIN LATERAL (
              SELECT s.record_id, s.present, s.position FROM slice_row s
              WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.record_id = ANY (w.ids) AND s.key_id = w.key_id
              OFFSET 0) x
            WHERE NOT x.present AND x.position > ?
          ) every
          GROUP BY record_id
        ) every WHERE\
      """
          + IdRange.CONDITION
          + """
          )
          SELECT r.what, r.record_id, r.live_version, NULL::bytea, cardinality(h.ids)
          FROM held h
          CROSS JOIN generate_series(1, cardinality(h.ids), 500) AS first
          CROSS JOIN LATERAL (
            SELECT record_id, max(live_version) AS live_version,
              CASE
                WHEN max(live_version) IS NULL THEN 'deleted'
                WHEN NOT bool_or(readable) THEN 'security'
                WHEN ? AND bool_or(still) THEN 'profile'
                WHEN bool_or(followed) THEN 'unfollowed'
                ELSE 'filter'
              END AS what
            FROM (
              SELECT record_id, still, followed, NULL::bigint AS live_version, NULL::boolean AS readable
              FROM unnest(h.ids[first:first + 499], h.still[first:first + 499], h.followed[first:first + 499])
                x (record_id, still, followed)
              UNION ALL
              SELECT r.record_id, NULL, NULL, r.version, coalesce(%s, FALSE)
              FROM record r
              WHERE r.org_id = ? AND r.entity = ? AND r.record_id = ANY (h.ids[first:first + 499])
            ) every
            GROUP BY record_id
            ORDER BY record_id OFFSET 0
          ) r
          LIMIT ?
          """;

  private EndedSql() {}

  /** Whether the scopes are of this kind. Those of long ago do not tell what is related. */
  static boolean fits(EntityScope before, EntityScope now) {
    return !now.takesAnything()
        && before.slices().values().stream()
            .filter(keys -> !keys.isNothing())
            .noneMatch(keys -> keys.kind() == null || keys.kind() == SliceKind.RELATED);
  }

  /** What is asked of the rows of slices. */
  static int bindHeld(
      PreparedStatement statement,
      int first,
      UUID organizationId,
      EntityScope before,
      long since,
      IdRange range)
      throws SQLException {
    KeySelection keys = KeySelection.of(before);
    int next = first;
    statement.setArray(next++, KeySelection.array(statement, before.slicesOf(SliceKind.FOLLOWED)));
    statement.setObject(next++, organizationId);
    next = keys.bindKeys(statement, keys.bindWholeSlices(statement, next));
    statement.setObject(next++, organizationId);
    statement.setObject(next++, organizationId);
    next = keys.bindWholeSlices(statement, next);
    statement.setLong(next++, since);
    next = keys.bindKeys(statement, next);
    statement.setObject(next++, organizationId);
    statement.setLong(next++, since);
    statement.setObject(next++, organizationId);
    statement.setLong(next++, since);
    return range.bind(statement, next);
  }
}
