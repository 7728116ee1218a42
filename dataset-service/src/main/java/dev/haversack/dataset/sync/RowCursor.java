package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a stream that the database has found. A few are taken at once and the statement ended:
 * the driver keeps a prepared statement only of texts that are not in use several times at once, as
 * that of a delta of several entities would be. Of many only the number is kept, and they are found
 * again when it is their turn.
 */
final class RowCursor {

  private static final int FEW = 500;

  private final long total;
  private final List<StreamRow> taken;
  private final long bytes;

  private RowCursor(long total, List<StreamRow> taken, long bytes) {
    this.total = total;
    this.taken = taken;
    this.bytes = bytes;
  }

  /**
   * Executes a statement whose fifth column is the same in all rows: how many there are at most.
   *
   * @param mostBytes how many bytes of attributes may be taken
   */
  static RowCursor of(PreparedStatement statement, long mostBytes) throws SQLException {
    statement.setFetchSize(FEW);
    try (ResultSet rows = statement.executeQuery()) {
      List<StreamRow> taken = new ArrayList<>();
      long total = 0;
      long bytes = 0;
      while (rows.next()) {
        total = rows.getLong(5);
        StreamRow row = StreamRow.of(rows);
        bytes += row.attributes() == null ? 0 : row.attributes().length;
        taken.add(row);
        if (total > FEW || bytes > mostBytes) {
          return new RowCursor(total, List.of(), 0);
        }
      }
      return new RowCursor(total, taken, bytes);
    }
  }

  /** How many rows there are at most; 0 exactly when there is none. */
  long total() {
    return total;
  }

  /** Whether its rows are here; else they have to be found again. */
  boolean isTaken() {
    return total == 0 || !taken.isEmpty();
  }

  /** How many bytes of attributes were taken. */
  long bytes() {
    return bytes;
  }

  /** Hands on the rows that were taken. */
  <E extends Exception> void read(EntityReader.Rows<E> takes) throws SQLException, E {
    for (StreamRow row : taken) {
      takes.next(row);
    }
  }
}
