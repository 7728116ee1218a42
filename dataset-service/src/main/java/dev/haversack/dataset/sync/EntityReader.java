package dev.haversack.dataset.sync;

import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.ReachSql;
import dev.haversack.dataset.sync.ScopeContent.SliceKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a stream holds of one entity. Whether the user may read a record is judged on the
 * record as it is, not as it was when its slice was brought up: a slice that lags leaks nothing.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: rows stream from the first one
 * on, and a table without statistics, just after an import, cannot lead it to compare all with all.
 */
final class EntityReader {

  private static final String MEMBERS =
      """
      SELECT s.record_id FROM slice_row s
      WHERE s.org_id = ? AND s.slice_id = ANY (?) AND s.present
      %s
      SELECT x.record_id FROM unnest(?::bigint[], ?::bigint[]) w (slice_id, key_id)
      CROSS JOIN LATERAL (
        SELECT s.record_id FROM slice_row s
        WHERE s.org_id = ? AND s.slice_id = w.slice_id AND s.key_id = w.key_id AND s.present
        OFFSET 0) x
      """;

  /** Related records count only where a guard of the user has them too, as in {@link DeltaSql}. */
  private static final String GUARDED =
      """
      %s
      UNION
      SELECT rel.record_id FROM (%s) rel
      CROSS JOIN LATERAL (
        SELECT FROM slice_row g
        WHERE g.org_id = ? AND g.slice_id = ANY (?::bigint[]) AND g.record_id = rel.record_id AND g.present
          AND (g.slice_id = ANY (?::bigint[])
            OR (g.slice_id, g.key_id) IN (SELECT * FROM unnest(?::bigint[], ?::bigint[])))
        LIMIT 1) guarded
      """;

  private static final String IN_RANGE =
      "SELECT record_id FROM (%s) members WHERE " + IdRange.CONDITION;
  private static final String OF_RECORDS =
      """
      FROM (%s) m CROSS JOIN LATERAL (
        SELECT * FROM record x
        WHERE x.org_id = ? AND x.entity = ? AND x.record_id = m.record_id
        OFFSET 0) r
      WHERE %s
      """;

  /** Rows of one record among those of a scope, and whether the live record may be read. */
  private static final String SINCE =
      """
      SELECT min(s.since) FROM slice_row s
      JOIN record r ON r.org_id = s.org_id AND r.entity = ? AND r.record_id = s.record_id
      WHERE s.org_id = ? AND s.record_id = ? AND s.present AND s.slice_id = ANY (?::bigint[])
        AND (s.slice_id = ANY (?::bigint[])
          OR (s.slice_id, s.key_id) IN (SELECT * FROM unnest(?::bigint[], ?::bigint[])))
        AND (s.slice_id <> ALL (?::bigint[]) OR EXISTS (
          SELECT FROM slice_row g
          WHERE g.org_id = s.org_id AND g.record_id = s.record_id AND g.present AND g.slice_id = ANY (?::bigint[])
            AND (g.slice_id = ANY (?::bigint[])
              OR (g.slice_id, g.key_id) IN (SELECT * FROM unnest(?::bigint[], ?::bigint[])))))
        AND %s
      """;

  private static final String COUNT = "SELECT count(*) " + OF_RECORDS;

  /** Good enough where keys tell who may read: it differs only while the slicer lags. */
  private static final String COUNT_ROWS = "SELECT count(*) FROM (%s) m";

  /**
   * Ids are put in order before records are fetched: whole records would be sorted on disk. Records
   * are fetched some hundreds at a time, in one walk through the index instead of one search each.
   */
  private static final String READ =
      """
      SELECT 'put', r.record_id, r.version, %s
      FROM (SELECT array_agg(record_id ORDER BY record_id) AS ids FROM (%s) ranged) m
      CROSS JOIN generate_series(1, cardinality(m.ids), 500) AS first
      CROSS JOIN LATERAL (
        SELECT * FROM record x
        WHERE x.org_id = ? AND x.entity = ? AND x.record_id = ANY (m.ids[first:first + 499])
        ORDER BY x.record_id OFFSET 0) r
      WHERE %s LIMIT ?
      """;

  private final Connection connection;
  private final UUID organizationId;
  private final String entity;
  private final SqlFragment readable;
  private final List<String> leftOut;

  EntityReader(
      Connection connection,
      UUID organizationId,
      String entity,
      Reach reach,
      List<String> leftOut) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.entity = entity;
    this.readable = ReachSql.judging(reach);
    this.leftOut = leftOut;
  }

  /** Takes the rows of a stream one by one. */
  @FunctionalInterface
  interface Rows<E extends Exception> {
    /** Takes the next one. */
    void next(StreamRow row) throws SQLException, E;
  }

  /** How many records a scope holds, as far as can be told without reading them. */
  long count(ScopeContent.EntityScope scope, IdRange range) throws SQLException {
    String members = IN_RANGE.formatted(members(scope));
    boolean byKeys = !scope.hasRelated();
    String sql = byKeys ? COUNT_ROWS.formatted(members) : COUNT.formatted(members, readable.text());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bindMembers(statement, scope, range, 1);
      if (!byKeys) {
        bindRecords(statement, next);
      }
      return number(statement);
    }
  }

  /**
   * The records of a scope, in the order of their ids.
   *
   * @param limit how many at most; null for all
   */
  <E extends Exception> void read(
      ScopeContent.EntityScope scope, IdRange range, @Nullable Long limit, Rows<E> rows)
      throws SQLException, E {
    read(attributes(), scope, range, limit, rows);
  }

  /** The same without attributes. */
  <E extends Exception> void readVersions(ScopeContent.EntityScope scope, Rows<E> rows)
      throws SQLException, E {
    read(new SqlFragment("NULL", List.of()), scope, IdRange.ALL, null, rows);
  }

  private <E extends Exception> void read(
      SqlFragment attributes,
      ScopeContent.EntityScope scope,
      IdRange range,
      @Nullable Long limit,
      Rows<E> rows)
      throws SQLException, E {
    String members = IN_RANGE.formatted(members(scope));
    try (PreparedStatement statement =
        StreamRow.prepare(
            connection,
            READ.formatted(
                StreamRow.ATTRIBUTES.formatted(attributes.text()), members, readable.text()))) {
      int next = attributes.bind(statement, 1);
      next = bindMembers(statement, scope, range, next);
      next = bindRecords(statement, next);
      statement.setObject(next, limit, Types.BIGINT);
      stream(statement, rows);
    }
  }

  /**
   * Makes sure of the order. The database walks through ids in order and is not asked to sort what
   * it finds; who goes on with a stream relies on it.
   */
  static <E extends Exception> Rows<E> inOrder(Rows<E> rows) {
    String[] last = {""};
    return row -> {
      if (last[0].compareTo(row.id()) >= 0) {
        throw new IllegalStateException("Record " + row.id() + " comes after " + last[0]);
      }
      last[0] = row.id();
      rows.next(row);
    };
  }

  /** Since which checkpoint a record is in a scope; null when it is not, or may not be read. */
  @Nullable Long since(ScopeContent.EntityScope scope, UUID id) throws SQLException {
    KeySelection keys = KeySelection.of(scope);
    KeySelection guards = KeySelection.of(scope.guardsOfRelated());
    try (PreparedStatement statement =
        connection.prepareStatement(SINCE.formatted(readable.text()))) {
      int next = 1;
      statement.setString(next++, entity);
      statement.setObject(next++, organizationId);
      statement.setObject(next++, id);
      statement.setArray(next++, KeySelection.array(statement, scope.slices().keySet()));
      next = keys.bindKeys(statement, keys.bindWholeSlices(statement, next));
      statement.setArray(next++, KeySelection.array(statement, scope.slicesOf(SliceKind.RELATED)));
      statement.setArray(next++, KeySelection.array(statement, scope.guardsOfRelated().keySet()));
      next = guards.bindKeys(statement, guards.bindWholeSlices(statement, next));
      readable.bind(statement, next);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, Long.class);
      }
    }
  }

  /** How many records a delta has to look at, which may be more than it holds. */
  long countTouched(ScopeChange change, long since, IdRange range) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DeltaSql.COUNT)) {
      DeltaSql.bindTouched(statement, 1, organizationId, change, since, range);
      return number(statement);
    }
  }

  /**
   * The puts and removals of a delta, in the order of their ids; a record occurs at most once.
   *
   * @param limit how many at most; null for all
   */
  <E extends Exception> void readDelta(
      ScopeChange change,
      ScopeContent.EntityScope before,
      ScopeContent.EntityScope now,
      long since,
      IdRange range,
      @Nullable Long limit,
      Rows<E> rows)
      throws SQLException, E {
    try (PreparedStatement statement = delta(change, before, now, since, range, limit)) {
      stream(statement, rows);
    }
  }

  /** The same, found at once, to be closed. */
  FoundRows findDelta(
      ScopeChange change,
      ScopeContent.EntityScope before,
      ScopeContent.EntityScope now,
      long since,
      IdRange range,
      long mostBytes)
      throws SQLException {
    return FoundRows.of(delta(change, before, now, since, range, null), mostBytes);
  }

  private PreparedStatement delta(
      ScopeChange change,
      ScopeContent.EntityScope before,
      ScopeContent.EntityScope now,
      long since,
      IdRange range,
      @Nullable Long limit)
      throws SQLException {
    return EndedSql.fits(before, now)
        ? ended(change, before, since, range, limit)
        : differing(change, before, now, since, range, limit);
  }

  /** Of what ends; see {@link EndedSql}. */
  PreparedStatement ended(
      ScopeChange change,
      ScopeContent.EntityScope before,
      long since,
      IdRange range,
      @Nullable Long limit)
      throws SQLException {
    PreparedStatement statement =
        StreamRow.prepare(connection, EndedSql.READ.formatted(readable.text()));
    int next = EndedSql.bindHeld(statement, 1, organizationId, before, since, range);
    statement.setBoolean(next++, change.otherProfiles());
    next = bindRecord(statement, readable.bind(statement, next));
    statement.setObject(next, limit, Types.BIGINT);
    return statement;
  }

  /** Of any two scopes. */
  PreparedStatement differing(
      ScopeChange change,
      ScopeContent.EntityScope before,
      ScopeContent.EntityScope now,
      long since,
      IdRange range,
      @Nullable Long limit)
      throws SQLException {
    SqlFragment attributes = attributes();
    PreparedStatement statement =
        StreamRow.prepare(
            connection,
            DeltaSql.READ.formatted(
                readable.text(), StreamRow.ATTRIBUTES.formatted(attributes.text())));
    int next = DeltaSql.bindTouched(statement, 1, organizationId, change, since, range);
    next = DeltaSql.bindKeys(statement, next, before, now);
    next = attributes.bind(statement, next);
    statement.setBoolean(next++, change.resend());
    statement.setBoolean(next++, change.otherProfiles());
    next = DeltaSql.bindRows(statement, next, organizationId, before, now, since);
    next = bindRecord(statement, readable.bind(statement, next));
    statement.setObject(next, limit, Types.BIGINT);
    return statement;
  }

  /** Doubles are searched for only where there can be any. */
  private static String members(ScopeContent.EntityScope scope) {
    String members = MEMBERS.formatted(scope.canRepeat() ? "UNION" : "UNION ALL");
    return scope.hasRelated() ? GUARDED.formatted(members, members) : members;
  }

  private int bindMembers(
      PreparedStatement statement, ScopeContent.EntityScope scope, IdRange range, int first)
      throws SQLException {
    int next = bindMembers(statement, KeySelection.of(scope.unguarded()), first);
    if (scope.hasRelated()) {
      next = bindMembers(statement, KeySelection.of(scope.related()), next);
      KeySelection guards = KeySelection.of(scope.guardsOfRelated());
      statement.setObject(next++, organizationId);
      statement.setArray(next++, KeySelection.array(statement, scope.guardsOfRelated().keySet()));
      next = guards.bindKeys(statement, guards.bindWholeSlices(statement, next));
    }
    return range.bind(statement, next);
  }

  private int bindMembers(PreparedStatement statement, KeySelection keys, int first)
      throws SQLException {
    int next = first;
    statement.setObject(next++, organizationId);
    next = keys.bindKeys(statement, keys.bindWholeSlices(statement, next));
    statement.setObject(next++, organizationId);
    return next;
  }

  private int bindRecords(PreparedStatement statement, int first) throws SQLException {
    return readable.bind(statement, bindRecord(statement, first));
  }

  private int bindRecord(PreparedStatement statement, int first) throws SQLException {
    statement.setObject(first, organizationId);
    statement.setString(first + 1, entity);
    return first + 2;
  }

  private SqlFragment attributes() {
    return leftOut.isEmpty()
        ? new SqlFragment("r.attributes", List.of())
        : new SqlFragment("r.attributes - ?::text[]", List.of(new ArrayParameter("text", leftOut)));
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static <E extends Exception> void stream(PreparedStatement statement, Rows<E> rows)
      throws SQLException, E {
    RowCursor.of(statement).pass(inOrder(rows));
  }
}
