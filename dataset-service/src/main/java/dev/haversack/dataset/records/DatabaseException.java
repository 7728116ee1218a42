package dev.haversack.dataset.records;

import java.sql.SQLException;
import java.util.Set;

/** The database refused. */
public final class DatabaseException extends RuntimeException {

  /** Serialization failure and deadlock: the same transaction may well succeed the next time. */
  private static final Set<String> PASSING = Set.of("40001", "40P01");

  /** lock_not_available: the time to wait for a lock is over. */
  private static final String LOCKED = "55P03";

  private final boolean passing;
  private final boolean locked;

  /** With the database's complaint. */
  public DatabaseException(SQLException cause) {
    super(cause);
    this.passing = cause.getSQLState() != null && PASSING.contains(cause.getSQLState());
    this.locked = LOCKED.equals(cause.getSQLState());
  }

  /** Whether another transaction kept a lock for longer than this one would wait. */
  public boolean isLocked() {
    return locked;
  }

  /** Whether the transaction was only in the way of another one. */
  public boolean isPassing() {
    return passing;
  }
}
