package dev.haversack.replay.jdbc;

import java.sql.SQLException;

/** A statement failed; the transaction it was part of cannot be committed. */
public final class SqlFailure extends RuntimeException {

  private static final String UNIQUE_VIOLATION = "23505";

  private final SQLException failure;

  SqlFailure(SQLException cause) {
    super(cause);
    this.failure = cause;
  }

  /** Whether the unique constraint of this name was broken. */
  public boolean breaksUnique(String constraint) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState())
        && String.valueOf(failure.getMessage()).contains('"' + constraint + '"');
  }
}
