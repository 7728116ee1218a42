package dev.haversack.replay.processing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to rest between tries: doubling, capped, and spread over the upper half so that devices
 * that failed together don't come back together.
 */
final class Backoff {

  private static final int MOST_DOUBLINGS = 20;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /**
   * The pause before the next try.
   *
   * @param tries how many failed in a row before the last one
   */
  Duration after(int tries) {
    long doubled = first.toMillis() << Math.min(tries, MOST_DOUBLINGS);
    long full = Math.max(1, Math.min(doubled, longest.toMillis()));
    return Duration.ofMillis(full / 2 + random.nextLong(full - full / 2 + 1));
  }
}
