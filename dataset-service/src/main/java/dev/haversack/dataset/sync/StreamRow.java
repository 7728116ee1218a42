package dev.haversack.dataset.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of a stream.
 *
 * @param what {@code put}, or why the record is to be removed
 * @param id the record
 * @param version its version; of puts only
 * @param attributes its attributes as the database sent them; of puts only
 */
record StreamRow(String what, String id, long version, byte @Nullable [] attributes) {

  /** The row that a cursor is at. */
  static StreamRow of(ResultSet row) throws SQLException {
    return new StreamRow(row.getString(1), row.getString(2), row.getLong(3), row.getBytes(4));
  }

  boolean isPut() {
    return what.equals("put");
  }
}
