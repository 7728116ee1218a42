package dev.haversack.dataset.slicer;

import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps a slice that cannot be evaluated from stopping the others. It is set aside as it was when
 * it last worked, tried again later, and then brought up with all records at once.
 */
final class SliceFailures {

  private static final Logger LOG = Logger.getLogger(SliceFailures.class);

  /** What is wrong for a moment only is soon mended; what lasts must not cost much. */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  /**
   * Classes of SQLSTATE that the slice's definition causes: data, constraints, the statement
   * itself, its size. With all others the whole batch is tried again.
   */
  private static final Set<String> ITS_FAULT = Set.of("22", "23", "42", "54");

  private static final String SET_ASIDE =
      """
      UPDATE slice SET failed_at = coalesce(failed_at, ?), failed_tries = failed_tries + 1, failure = ?, next_try_at = ?
      WHERE org_id = ? AND slice_id = ?
      """;
  private static final String WORKS_AGAIN =
      """
      UPDATE slice SET failed_at = NULL, failed_tries = 0, failure = NULL, next_try_at = NULL
      WHERE org_id = ? AND slice_id = ?
      """;

  private final Connection connection;
  private final UUID organizationId;
  private final Instant now;
  private final boolean careful;

  SliceFailures(Connection connection, UUID organizationId, Instant now) {
    this(connection, organizationId, now, true);
  }

  /**
   * With or without the care that it takes to go on after a failure: it costs two round trips to
   * the database per slice, and hardly ever is one needed.
   */
  SliceFailures(Connection connection, UUID organizationId, Instant now, boolean careful) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.now = now;
    this.careful = careful;
  }

  /** A slice failed without care: the transaction has to be begun anew, with care. */
  static final class CareNeededException extends RuntimeException {

    private CareNeededException(Exception cause) {
      super("A slice failed", cause, true, false);
    }
  }

  /** What is done with a slice. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws SQLException;
  }

  /**
   * Does it; when the slice does not allow that, nothing of it happened and it is set aside, or
   * {@link CareNeededException} is thrown. Slices that were set aside are attempted with care only.
   */
  void attempt(ActiveSlice slice, Work work) throws SQLException {
    if (careful) {
      attemptWithCare(slice, work);
      return;
    }
    try {
      work.run();
    } catch (SQLException e) {
      if (isItsFault(e)) {
        throw new CareNeededException(e);
      }
      throw e;
    } catch (RuntimeException e) {
      throw new CareNeededException(e);
    }
  }

  private void attemptWithCare(ActiveSlice slice, Work work) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      work.run();
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!isItsFault(e)) {
        throw e;
      }
      connection.rollback(before);
      setAside(slice, "The database cannot evaluate it (SQLSTATE " + e.getSQLState() + ").");
      return;
    } catch (RuntimeException e) {
      connection.rollback(before);
      setAside(slice, "Its definition cannot be used.");
      return;
    }
    if (slice.tries() > 0) {
      worksAgain(slice);
    }
  }

  private static boolean isItsFault(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.length() == 5 && ITS_FAULT.contains(state.substring(0, 2));
  }

  /** The database's message is not kept: it may hold values of records. */
  private void setAside(ActiveSlice slice, String reason) throws SQLException {
    LOG.warnf(
        "A slice of %s in organization %s is set aside: %s",
        slice.entity(), organizationId, reason);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(slice.tries(), MOST_DOUBLINGS));
    Duration shorter = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    try (PreparedStatement statement = connection.prepareStatement(SET_ASIDE)) {
      statement.setObject(1, time(now));
      statement.setString(2, reason);
      statement.setObject(3, time(now.plus(shorter)));
      statement.setObject(4, organizationId);
      statement.setLong(5, slice.id());
      statement.executeUpdate();
    }
  }

  private void worksAgain(ActiveSlice slice) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WORKS_AGAIN)) {
      statement.setObject(1, organizationId);
      statement.setLong(2, slice.id());
      statement.executeUpdate();
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
