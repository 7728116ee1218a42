package dev.haversack.conflict.errors;

import dev.haversack.contract.model.SyncErrorSummary;
import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A place in the list of errors, or of comments.
 *
 * @param at when the error there failed last, or the comment there was written; whole microseconds,
 *     as the database keeps it
 * @param id the error or comment there
 */
public record ErrorPosition(Instant at, UUID id) {

  /** The end of the year 9999: what a cursor of ours can hold at most. */
  private static final long LAST_MICROSECOND = 253_402_300_799_999_999L;

  static ErrorPosition of(SyncErrorSummary error) {
    return new ErrorPosition(error.failedAt(), error.id());
  }

  /** Reads a cursor; {@code invalid-cursor} when it is none of ours. */
  public static ErrorPosition parse(String cursor) {
    List<String> parts = Cursors.decode(cursor, 2);
    try {
      long microseconds = Long.parseLong(parts.getFirst());
      if (microseconds >= 0 && microseconds <= LAST_MICROSECOND) {
        return new ErrorPosition(
            Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS), UUID.fromString(parts.getLast()));
      }
    } catch (IllegalArgumentException e) {
      // Answered below, like any other text that is no cursor.
    }
    throw ProblemException.of(
        ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
  }

  /** The cursor of the place. */
  public String cursor() {
    return Cursors.encode(
        String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)), id.toString());
  }
}
