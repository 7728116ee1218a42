package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a stream as they come from the database. About a megabyte of them travels at once, judged
 * by the rows just before: enough to be fast, and little enough for many streams at the same time.
 */
final class RowCursor {

  /** Before it is known how large rows are; after so many it is looked at again. */
  private static final int FIRST = 20;

  private static final int MOST = 2_000;
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final ResultSet rows;
  private long read;
  private long bytes;

  private RowCursor(ResultSet rows) {
    this.rows = rows;
  }

  /** Executes a statement, which whoever opened it closes. */
  static RowCursor of(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(FIRST);
    return new RowCursor(statement.executeQuery());
  }

  /** The next row; null at the end. */
  @Nullable StreamRow next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    StreamRow row = StreamRow.of(rows);
    bytes += row.size();
    if (++read % FIRST == 0) {
      rows.setFetchSize(Math.clamp((long) BYTES_AT_ONCE * FIRST / bytes, 1, MOST));
      bytes = 0;
    }
    return row;
  }

  /** How many rows there are at most, of a statement that says so in its fifth column. */
  long total() throws SQLException {
    return rows.getLong(5);
  }

  /** How many rows the database is asked for next. */
  int fetchSize() throws SQLException {
    return rows.getFetchSize();
  }

  /** Hands on all rows that are left. */
  <E extends Exception> void pass(EntityReader.Rows<E> takes) throws SQLException, E {
    for (StreamRow row = next(); row != null; row = next()) {
      takes.next(row);
    }
  }
}
