package dev.haversack.acceptance.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/**
 * A service's clock that jumps every few seconds: back an hour, forward a day, and to the right
 * time again. Each process jumps by itself, so that instances seldom agree.
 */
public final class JumpingClock extends Clock {

  private static final List<Duration> OFF_BY =
      List.of(Duration.ZERO, Duration.ofHours(-1), Duration.ofDays(1));
  private static final long PERIOD = Duration.ofSeconds(3).toNanos();

  private final Clock right;
  private final long seed = ProcessHandle.current().pid();

  private JumpingClock(Clock right) {
    this.right = right;
  }

  /** What a service gets instead of {@link Clock#systemUTC()}. */
  public static Clock systemUTC() {
    return new JumpingClock(Clock.systemUTC());
  }

  @Override
  public Instant instant() {
    long period = Math.floorDiv(System.nanoTime(), PERIOD);
    int place = new Random(31 * period + seed).nextInt(OFF_BY.size());
    return right.instant().plus(OFF_BY.get(place));
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new JumpingClock(right.withZone(zone));
  }
}
