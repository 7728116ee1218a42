package dev.haversack.dataset.sync;

import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.SqlFragment.ArrayParameter;
import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.security.ReachSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Reads what a stream holds of one entity. Whether the user may read a record is judged on the
 * record as it is, not as it was when its slice was brought up: a slice that lags leaks nothing.
 *
 * <p>{@code OFFSET 0} keeps the planner to probes of the indexes: rows stream from the first one
 * on, and a table without statistics, just after an import, cannot lead it to compare all with all.
 */
final class EntityReader {

  /** Rows that travel at once: enough to be fast, few enough that memory does not matter. */
  private static final int FETCH_SIZE = 2_000;

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
  private static final String OF_RECORDS =
      """
      FROM (%s) m CROSS JOIN LATERAL (
        SELECT * FROM record x
        WHERE x.org_id = ? AND x.entity = ? AND x.record_id = m.record_id
        OFFSET 0) r
      WHERE %s
      """;
  private static final String COUNT = "SELECT count(*) " + OF_RECORDS;
  private static final String READ =
      "SELECT 'put', r.record_id::text, r.version, (%s)::text " + OF_RECORDS;

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

  /** Takes the rows of a stream one by one: what, id, version, attributes. */
  @FunctionalInterface
  interface Rows<E extends Exception> {
    /** The row that the cursor is at. */
    void next(ResultSet row) throws SQLException, E;
  }

  long count(ScopeContent.EntityScope scope) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COUNT.formatted(members(scope), readable.text()))) {
      bindMembers(statement, KeySelection.of(scope), 1);
      return number(statement);
    }
  }

  /** The records of a scope. */
  <E extends Exception> void read(ScopeContent.EntityScope scope, Rows<E> rows)
      throws SQLException, E {
    SqlFragment attributes = attributes();
    try (PreparedStatement statement =
        connection.prepareStatement(
            READ.formatted(attributes.text(), members(scope), readable.text()))) {
      bindMembers(statement, KeySelection.of(scope), attributes.bind(statement, 1));
      stream(statement, rows);
    }
  }

  /** How many records a delta has to look at. */
  long countTouched(ScopeChange change, long since) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DeltaSql.COUNT)) {
      DeltaSql.bindTouched(statement, 1, organizationId, change, since);
      return number(statement);
    }
  }

  /** The puts and removals of a delta; a record occurs at most once. */
  <E extends Exception> void readDelta(
      ScopeChange change,
      ScopeContent.EntityScope before,
      ScopeContent.EntityScope now,
      long since,
      Rows<E> rows)
      throws SQLException, E {
    SqlFragment attributes = attributes();
    try (PreparedStatement statement =
        connection.prepareStatement(DeltaSql.READ.formatted(readable.text(), attributes.text()))) {
      int next = DeltaSql.bindTouched(statement, 1, organizationId, change, since);
      next = DeltaSql.bindScopes(statement, next, organizationId, before, now, since);
      next = bindRecords(statement, next);
      statement.setBoolean(next++, change.resend());
      attributes.bind(statement, next);
      stream(statement, rows);
    }
  }

  /** Doubles are searched for only where there can be any. */
  private static String members(ScopeContent.EntityScope scope) {
    return MEMBERS.formatted(scope.canRepeat() ? "UNION" : "UNION ALL");
  }

  private void bindMembers(PreparedStatement statement, KeySelection keys, int first)
      throws SQLException {
    int next = first;
    statement.setObject(next++, organizationId);
    next = keys.bindKeys(statement, keys.bindWholeSlices(statement, next));
    statement.setObject(next++, organizationId);
    statement.setObject(next++, organizationId);
    statement.setString(next++, entity);
    readable.bind(statement, next);
  }

  private int bindRecords(PreparedStatement statement, int first) throws SQLException {
    int next = readable.bind(statement, first);
    statement.setObject(next++, organizationId);
    statement.setString(next++, entity);
    return next;
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
    statement.setFetchSize(FETCH_SIZE);
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.next(row);
      }
    }
  }
}
