package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * A row of a stream.
 *
 * @param what {@code put}, or why the record is to be removed
 * @param id the record
 * @param version its version; 0 when it is deleted
 * @param sent its attributes as {@link #ATTRIBUTES} sent them; of puts only
 */
record StreamRow(String what, String id, long version, byte @Nullable [] sent) {

  /**
   * How a statement sends attributes. A cast to text copies the text again and again, and looks for
   * its end.
   */
  static final String ATTRIBUTES = "jsonb_send(%s)";

  /** Before the text is the version of its format. */
  private static final int TEXT_AT = 1;

  /** What a row takes beside its attributes, about. */
  private static final int ROW_BYTES = 100;

  /**
   * Prepares a statement of such rows, which send bytes as they are from the first use on. The
   * driver keeps it at the database at once, and asks what it is like before it is used first.
   */
  static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    return statement;
  }

  /** The row that a cursor is at. */
  static StreamRow of(ResultSet row) throws SQLException {
    byte[] sent = row.getBytes(4);
    return new StreamRow(
        sent == null ? row.getString(1) : "put", row.getString(2), row.getLong(3), sent);
  }

  /** Whether the record is put; else it is removed. */
  boolean isPut() {
    return what.equals("put");
  }

  /** How many bytes it takes in memory, about. */
  int size() {
    return ROW_BYTES + (sent == null ? 0 : sent.length);
  }

  /** Writes the attributes of a put as a JSON object. */
  void writeAttributes(OutputStream out) throws IOException {
    byte[] bytes = Objects.requireNonNull(sent);
    out.write(bytes, TEXT_AT, bytes.length - TEXT_AT);
  }

  /** The attributes of a put. */
  ObjectNode attributes(ObjectMapper json) {
    byte[] bytes = Objects.requireNonNull(sent);
    try {
      return json.readValue(bytes, TEXT_AT, bytes.length - TEXT_AT, ObjectNode.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
