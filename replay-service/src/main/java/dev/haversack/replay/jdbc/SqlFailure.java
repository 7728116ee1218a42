package dev.haversack.replay.jdbc;

import java.sql.SQLException;

/** A statement failed; the transaction it was part of cannot be committed. */
public final class SqlFailure extends RuntimeException {

  SqlFailure(SQLException cause) {
    super(cause);
  }
}
