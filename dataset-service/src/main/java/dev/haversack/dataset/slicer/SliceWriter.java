package dev.haversack.dataset.slicer;

import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.slicer.Queue.EndedShare;
import dev.haversack.dataset.slices.FilteredSlice;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings one slice to the present state of records, with one statement however many they are. Rows
 * whose presence and version stay as they were keep their position: a delta does not see them. What
 * changed enters the {@link ChangeLog}, except of a new slice: no token knows that yet.
 */
final class SliceWriter {

  /** What the slice yields now, of all records or of some. */
  private static final String NOW =
      """
      WITH now AS MATERIALIZED (
        SELECT %s r.record_id, r.version,
               coalesce(r.owner_id, '00000000-0000-0000-0000-000000000000') AS owner_id,
               coalesce(r.business_unit_id, '00000000-0000-0000-0000-000000000000') AS business_unit_id,
               %s AS extra
        FROM %s
        WHERE r.org_id = ? AND r.entity = ? %s AND (%s)
      ), fresh_key AS (
        INSERT INTO slice_key (org_id, slice_id, owner_id, business_unit_id, extra)
        SELECT DISTINCT ?::uuid, ?::bigint, n.owner_id, n.business_unit_id, n.extra FROM now n
        WHERE NOT EXISTS (
          SELECT FROM slice_key k
          WHERE k.org_id = ? AND k.slice_id = ? AND k.owner_id = n.owner_id
            AND k.business_unit_id = n.business_unit_id AND k.extra = n.extra)
        RETURNING key_id, owner_id, business_unit_id, extra
      ), keyed AS MATERIALIZED (
        SELECT n.record_id, n.version, k.key_id
        FROM now n JOIN (
          SELECT key_id, owner_id, business_unit_id, extra FROM slice_key
          WHERE org_id = ? AND slice_id = ?
          UNION ALL
          SELECT key_id, owner_id, business_unit_id, extra FROM fresh_key
        ) k USING (owner_id, business_unit_id, extra)
      )
      """;

  private static final String PUT =
      """
      INSERT INTO slice_row (org_id, slice_id, record_id, key_id, position, put_at, since, version, present)
      SELECT ?::uuid, ?::bigint, k.record_id, k.key_id, p.position, p.position, p.position, k.version, TRUE
      FROM %s k CROSS JOIN (SELECT ?::bigint AS position) p
      """;

  private static final String FILL = NOW + PUT.formatted("keyed");

  /**
   * Each row of these records is looked at once, and written only where it differs: one slicer at a
   * time writes the rows of an organization. Rows that are there are updated, at the place where
   * they were found, and others inserted: less work than inserting all with a look for conflicts.
   * What is and what shall be are gathered by row, not joined: the planner, which does not know how
   * many they are, would compare each with each. Without the array of places it would read the
   * whole table for many.
   */
  private static final String MAINTAIN =
      NOW
          + """
          , differing AS MATERIALIZED (
            SELECT record_id, key_id, min(place) AS place, bool_or(was_present) AS was_present, max(version) AS version
            FROM (
              SELECT s.record_id, s.key_id, s.ctid AS place, s.present AS was_present,
                     s.version AS was_version, NULL::bigint AS version
              FROM slice_row s
              WHERE s.org_id = ? AND s.slice_id = ? %s
              UNION ALL
              SELECT k.record_id, k.key_id, NULL, NULL, NULL, k.version FROM keyed k
            ) w
            GROUP BY record_id, key_id
            HAVING coalesce(bool_or(was_present), FALSE) <> (max(version) IS NOT NULL)
              OR max(version) <> max(was_version)
          ), added AS (
          """
          + PUT.formatted("differing")
          + """
            WHERE k.place IS NULL
            RETURNING slice_id, key_id, record_id, position
          ), changed AS (
            UPDATE slice_row s
            SET present = o.version IS NOT NULL, position = p.position,
                put_at = CASE WHEN o.version IS NULL THEN s.put_at ELSE p.position END,
                version = coalesce(o.version, s.version),
                since = CASE WHEN o.version IS NULL OR s.present THEN s.since ELSE p.position END
            FROM differing o CROSS JOIN (SELECT ?::bigint AS position) p
            WHERE s.org_id = ? AND s.slice_id = ? AND s.ctid = o.place
              AND s.ctid = ANY (ARRAY(SELECT place FROM differing WHERE place IS NOT NULL))
            RETURNING s.slice_id, s.key_id, s.record_id, s.position, (o.version IS NULL) = o.was_present AS moved
          )
          """
          + ChangeLog.of(
              """
              SELECT slice_id, key_id, record_id, position, TRUE AS moved FROM added
              UNION ALL
              SELECT slice_id, key_id, record_id, position, moved FROM changed
              """,
              "?::uuid");

  /** Who a record is shared with is the last of the further keys. */
  private static final String FORGET =
      """
      WITH gone AS (
        UPDATE slice_row s SET present = FALSE, position = ?
        FROM unnest(?::uuid[], ?::uuid[]) e (record_id, principal_id)
        WHERE s.org_id = ? AND s.slice_id = ? AND s.record_id = e.record_id AND s.present
          AND e.principal_id = (
            SELECT k.extra[cardinality(k.extra)] FROM slice_key k
            WHERE k.org_id = s.org_id AND k.slice_id = s.slice_id AND k.key_id = s.key_id)
        RETURNING s.slice_id, s.key_id, s.record_id, s.position, TRUE AS moved
      )
      """
          + ChangeLog.of("SELECT * FROM gone", "?::uuid");

  private static final String FORGET_ALL =
      """
      WITH gone AS (
        UPDATE slice_row SET present = FALSE, position = ? WHERE org_id = ? AND slice_id = ? AND present
        RETURNING slice_id, key_id, record_id, position, TRUE AS moved
      )
      """
          + ChangeLog.of("SELECT * FROM gone", "?::uuid");

  private static final String RECORDS = "record";

  private final Connection connection;
  private final UUID organizationId;
  private final long position;
  private final Instant now;
  private final Edges edges;
  private final Planning planning;
  private boolean forMany;

  /**
   * A writer.
   *
   * @param now the moment that conditions on passing time are held against
   * @param edges up already
   * @param planning of the transaction
   */
  SliceWriter(
      Connection connection,
      UUID organizationId,
      long position,
      Instant now,
      Edges edges,
      Planning planning) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.position = position;
    this.now = now;
    this.edges = edges;
    this.planning = planning;
  }

  /** Fills a new slice. */
  void fill(long sliceId, FilteredSlice definition) throws SQLException {
    plan(Integer.MAX_VALUE);
    try (PreparedStatement statement =
        connection.prepareStatement(sql(FILL, definition, RECORDS, "", ""))) {
      int next = bindNow(statement, definition);
      next = definition.condition(now, edges()).bind(statement, next);
      next = bindKeys(statement, sliceId, next);
      bindPut(statement, sliceId, next);
      statement.executeUpdate();
    }
  }

  /**
   * Brings a slice up with records that were written.
   *
   * @param gathered whether they are all that was gathered of the entity
   */
  void maintain(
      long sliceId, FilteredSlice definition, Collection<UUID> recordIds, boolean gathered)
      throws SQLException {
    plan(recordIds.size());
    Array ids = connection.createArrayOf("uuid", recordIds.toArray());
    if (gathered) {
      maintain(sliceId, definition, GatheredRecords.TABLE, null, ids);
    } else {
      maintain(sliceId, definition, RECORDS, ids, ids);
    }
  }

  /** Brings a slice up with all records, whichever of them it has missed. */
  void maintainAll(long sliceId, FilteredSlice definition) throws SQLException {
    plan(Integer.MAX_VALUE);
    maintain(sliceId, definition, RECORDS, null, null);
  }

  private void maintain(
      long sliceId,
      FilteredSlice definition,
      String records,
      @Nullable Array ofRecords,
      @Nullable Array ofRows)
      throws SQLException {
    String sql =
        sql(
            MAINTAIN,
            definition,
            records,
            ofRecords == null ? "" : "AND r.record_id = ANY (?)",
            ofRows == null ? "" : "AND s.record_id = ANY (?)");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bindNow(statement, definition);
      if (ofRecords != null) {
        statement.setArray(next++, ofRecords);
      }
      next = definition.condition(now, edges()).bind(statement, next);
      next = bindKeys(statement, sliceId, next);
      next = bindSlice(statement, sliceId, next);
      if (ofRows != null) {
        statement.setArray(next++, ofRows);
      }
      next = bindPut(statement, sliceId, next);
      statement.setLong(next++, position);
      next = bindSlice(statement, sliceId, next);
      statement.setObject(next, organizationId);
      statement.executeUpdate();
    }
  }

  /**
   * Lets rows of shares that ended count as gone; those that come back count as new. Streams judge
   * by the shares of the moment: one that ended and was given again left the record out meanwhile,
   * and no delta would bring it if its row had stayed as it was.
   */
  void forget(long sliceId, Collection<EndedShare> ended) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setLong(1, position);
      statement.setArray(2, uuids(ended.stream().map(EndedShare::recordId)));
      statement.setArray(3, uuids(ended.stream().map(EndedShare::principalId)));
      statement.setObject(bindSlice(statement, sliceId, 4), organizationId);
      statement.executeUpdate();
    }
  }

  /** The same of all shares there are. */
  void forgetAll(long sliceId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET_ALL)) {
      statement.setLong(1, position);
      statement.setObject(bindSlice(statement, sliceId, 2), organizationId);
      statement.executeUpdate();
    }
  }

  private EdgeTable edges() throws SQLException {
    return new EdgeTable(organizationId, edges.kept(), forMany);
  }

  private Array uuids(Stream<UUID> ids) throws SQLException {
    return connection.createArrayOf("uuid", ids.toArray());
  }

  private void plan(int records) throws SQLException {
    Planning.Kind kind = Planning.Kind.of(records);
    planning.plan(kind);
    forMany = kind == Planning.Kind.MANY;
  }

  /** The texts are templates of this class and of the filter compiler; values are parameters. */
  private String sql(
      String template, FilteredSlice definition, String records, String ofRecords, String ofRows)
      throws SQLException {
    SqlFragment condition = definition.condition(now, edges());
    return template.formatted(
        definition.repeats() ? "DISTINCT" : "",
        definition.extraKeyValues().text(),
        definition.source(records, now, edges()).text(),
        ofRecords,
        condition.text(),
        ofRows);
  }

  private int bindNow(PreparedStatement statement, FilteredSlice definition) throws SQLException {
    int next = definition.extraKeyValues().bind(statement, 1);
    next = definition.source(RECORDS, now, edges()).bind(statement, next);
    statement.setObject(next++, organizationId);
    statement.setString(next++, definition.entity());
    return next;
  }

  private int bindKeys(PreparedStatement statement, long sliceId, int first) throws SQLException {
    int next = first;
    for (int i = 0; i < 3; i++) {
      next = bindSlice(statement, sliceId, next);
    }
    return next;
  }

  private int bindPut(PreparedStatement statement, long sliceId, int first) throws SQLException {
    int next = bindSlice(statement, sliceId, first);
    statement.setLong(next++, position);
    return next;
  }

  private int bindSlice(PreparedStatement statement, long sliceId, int first) throws SQLException {
    statement.setObject(first, organizationId);
    statement.setLong(first + 1, sliceId);
    return first + 2;
  }
}
