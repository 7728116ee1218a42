package dev.haversack.replay.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much came within a minute. The minute begins with the first that comes in it.
 *
 * @param startedAt when it began; null before anything came
 * @param count how much came since
 */
record RateWindow(@Nullable Instant startedAt, long count) {

  static final RateWindow EMPTY = new RateWindow(null, 0);

  private static final Duration LENGTH = Duration.ofMinutes(1);

  /** The window that is open now: this one, or a new one. A clock that was set back opens one. */
  RateWindow at(Instant now) {
    return startedAt == null || now.isBefore(startedAt) || !now.isBefore(startedAt.plus(LENGTH))
        ? new RateWindow(now, 0)
        : this;
  }

  /**
   * How long to wait before so many more may come; empty when they may now. What is more than the
   * limit by itself may come into an empty window: else it never could.
   */
  Optional<Duration> waitFor(long more, int most, Instant now) {
    RateWindow present = at(now);
    Instant started = present.startedAt();
    return present.count == 0 || present.count + more <= most || started == null
        ? Optional.empty()
        : Optional.of(Duration.between(now, started.plus(LENGTH)));
  }

  /** With so many more. */
  RateWindow plus(int more, Instant now) {
    RateWindow present = at(now);
    return new RateWindow(present.startedAt, present.count + more);
  }
}
