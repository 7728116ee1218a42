package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a stream that the database has found. Few rows are taken at once and the statement ended:
 * the driver keeps a prepared statement only of texts that are not in use several times at once, as
 * that of a delta of several entities would be.
 */
final class RowCursor implements AutoCloseable {

  private static final int FEW = 500;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final long total;
  private final List<StreamRow> taken = new ArrayList<>();

  private RowCursor(PreparedStatement statement, ResultSet rows, long total) {
    this.statement = statement;
    this.rows = rows;
    this.total = total;
  }

  /**
   * Executes a statement whose fifth column is the same in all rows: how many there are at most.
   */
  static RowCursor open(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(FEW);
    ResultSet rows = statement.executeQuery();
    RowCursor cursor = new RowCursor(statement, rows, rows.next() ? rows.getLong(5) : 0);
    if (cursor.total <= FEW) {
      cursor.takeAll();
    }
    return cursor;
  }

  private void takeAll() throws SQLException {
    if (total > 0) {
      do {
        taken.add(StreamRow.of(rows));
      } while (rows.next());
    }
    statement.close();
  }

  /** How many rows there are at most; 0 exactly when there is none. */
  long total() {
    return total;
  }

  /** Reads all rows, once. */
  <E extends Exception> void read(EntityReader.Rows<E> takes) throws SQLException, E {
    for (StreamRow row : taken) {
      takes.next(row);
    }
    if (total > FEW) {
      do {
        takes.next(StreamRow.of(rows));
      } while (rows.next());
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
