package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of a stream that the database has found, at the first of them. */
final class RowCursor implements AutoCloseable {

  /** Of several entities each has its first rows in memory. */
  private static final int FETCH_SIZE = 500;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final long total;

  private RowCursor(PreparedStatement statement, ResultSet rows, long total) {
    this.statement = statement;
    this.rows = rows;
    this.total = total;
  }

  /**
   * Executes a statement whose fifth column is the same in all rows: how many there are at most.
   */
  static RowCursor open(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(FETCH_SIZE);
    ResultSet rows = statement.executeQuery();
    return new RowCursor(statement, rows, rows.next() ? rows.getLong(5) : 0);
  }

  /** How many rows there are at most; 0 exactly when there is none. */
  long total() {
    return total;
  }

  /** Reads all rows, once. */
  <E extends Exception> void read(EntityReader.Rows<E> takes) throws SQLException, E {
    if (total > 0) {
      do {
        takes.next(rows);
      } while (rows.next());
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
