package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a stream that the database has found. Of few, all are taken at once and the statement is
 * ended: the driver keeps a prepared statement only of texts that are not in use several times at
 * once, as that of a delta of several entities would be. Of many, the first are taken and the
 * others wait at the database, which does not find them twice. When the first are too large to be
 * kept, only the number is, and all are found again when it is their turn.
 */
final class FoundRows implements AutoCloseable {

  private static final int FEW = 500;

  private final List<StreamRow> taken = new ArrayList<>();
  private @Nullable PreparedStatement statement;
  private @Nullable RowCursor others;
  private long total;
  private long bytes;

  private FoundRows() {}

  /**
   * Executes a statement whose fifth column is the same in all rows: how many there are at most.
   *
   * @param statement it is closed when all rows are taken, or with what was found
   * @param mostBytes how many bytes of rows may be taken
   */
  static FoundRows of(PreparedStatement statement, long mostBytes) throws SQLException {
    FoundRows found = new FoundRows();
    found.statement = statement;
    boolean keep = false;
    try {
      keep = found.take(RowCursor.of(statement), mostBytes);
    } finally {
      if (!keep) {
        found.close();
      }
    }
    return found;
  }

  /** Takes the first rows; whether there are others. */
  private boolean take(RowCursor rows, long mostBytes) throws SQLException {
    while (taken.size() < FEW) {
      StreamRow row = rows.next();
      if (row == null) {
        break;
      }
      total = rows.total();
      bytes += row.size();
      taken.add(row);
      if (bytes > mostBytes) {
        taken.clear();
        bytes = 0;
        return false;
      }
    }
    others = total > FEW ? rows : null;
    return others != null;
  }

  /** How many rows there are at most; 0 exactly when there is none. */
  long total() {
    return total;
  }

  /** Whether its rows can be read, once; else they have to be found again. */
  boolean isKept() {
    return total == 0 || !taken.isEmpty();
  }

  /** How many bytes of rows were taken. */
  long bytes() {
    return bytes;
  }

  /** Hands on all rows, and closes. */
  <E extends Exception> void read(EntityReader.Rows<E> takes) throws SQLException, E {
    EntityReader.Rows<E> ordered = EntityReader.inOrder(takes);
    try (this) {
      for (StreamRow row : taken) {
        ordered.next(row);
      }
      if (others != null) {
        others.pass(ordered);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    PreparedStatement open = statement;
    statement = null;
    if (open != null) {
      open.close();
    }
  }
}
