package dev.haversack.replay.testing;

import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The present time; a test can have some of it pass at once. */
public final class TestClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  /** Makes it the clock of the service under test. */
  static final class Producer {
    @Mock
    @Produces
    @Singleton
    TestClock clock() {
      return new TestClock();
    }
  }

  /** Lets time pass; a negative one goes back. */
  public void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** The present time again. */
  public void reset() {
    ahead = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
