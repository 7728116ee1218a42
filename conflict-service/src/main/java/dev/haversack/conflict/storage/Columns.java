package dev.haversack.conflict.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of the present row, typed; the plain names are for columns that are never null. */
public final class Columns {

  private final ResultSet row;

  Columns(ResultSet row) {
    this.row = row;
  }

  /** A text. */
  public String text(String column) throws SQLException {
    return present(row.getString(column), column);
  }

  /** A text, or null. */
  public @Nullable String textOrNull(String column) throws SQLException {
    return row.getString(column);
  }

  /** A UUID. */
  public UUID id(String column) throws SQLException {
    return present(idOrNull(column), column);
  }

  /** A UUID, or null. */
  public @Nullable UUID idOrNull(String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A whole number of 32 bits. */
  public int integer(String column) throws SQLException {
    return row.getInt(column);
  }

  /** A whole number of 64 bits. */
  public long number(String column) throws SQLException {
    return row.getLong(column);
  }

  /** A whole number of 64 bits, or null. */
  public @Nullable Long numberOrNull(String column) throws SQLException {
    return row.getObject(column, Long.class);
  }

  /** A moment. */
  public Instant time(String column) throws SQLException {
    return present(timeOrNull(column), column);
  }

  /** A moment, or null. */
  public @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static <T> T present(@Nullable T value, String column) {
    return Objects.requireNonNull(value, column);
  }

  /** Yes or no. */
  public boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }
}
