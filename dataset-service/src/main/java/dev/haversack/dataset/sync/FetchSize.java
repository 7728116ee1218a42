package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets about a megabyte of rows travel from a cursor at once, whatever their size: enough to be
 * fast, and little enough for many streams at the same time.
 */
final class FetchSize {

  /** Before it is known how large rows are. */
  private static final int FIRST = 100;

  private static final int MOST = 2_000;
  private static final long BYTES_AT_ONCE = 1 << 20;

  /** What a row takes beside its attributes. */
  private static final int ROW_BYTES = 100;

  private long rows;
  private long bytes;

  private FetchSize() {}

  /** To be said before the statement is executed, of one that {@link #pass} reads from. */
  static void begin(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(FIRST);
  }

  /** Hands on all rows that a cursor has still to come to. */
  static <E extends Exception> void pass(ResultSet cursor, EntityReader.Rows<E> takes)
      throws SQLException, E {
    FetchSize size = new FetchSize();
    while (cursor.next()) {
      StreamRow row = StreamRow.of(cursor);
      size.saw(row);
      if (size.rows % FIRST == 0) {
        cursor.setFetchSize(size.next());
      }
      takes.next(row);
    }
  }

  private void saw(StreamRow row) {
    rows++;
    bytes += row.size() + ROW_BYTES;
  }

  private int next() {
    return (int) Math.clamp(BYTES_AT_ONCE * rows / bytes, 1, MOST);
  }
}
