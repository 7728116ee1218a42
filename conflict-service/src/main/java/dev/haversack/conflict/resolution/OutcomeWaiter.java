package dev.haversack.conflict.resolution;

import dev.haversack.conflict.errors.OutcomeKnown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets the one who decided wait until it is known what came of it. */
@ApplicationScoped
class OutcomeWaiter {

  private final Map<UUID, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final Duration pollInterval;

  OutcomeWaiter(WaitingConfiguration configuration) {
    this.pollInterval = configuration.pollInterval();
  }

  void known(@Observes(during = TransactionPhase.AFTER_SUCCESS) OutcomeKnown outcome) {
    CountDownLatch latch = waiting.get(outcome.resolutionId());
    if (latch != null) {
      latch.countDown();
    }
  }

  /**
   * Returns as soon as the outcome is known, or when the time is over.
   *
   * @param isKnown asks the database
   * @return whether the outcome is known
   */
  boolean await(UUID resolutionId, Duration atMost, BooleanSupplier isKnown) {
    if (atMost.isZero()) {
      return false;
    }
    // Before the first look, so that an outcome between a look and the wait is not missed.
    CountDownLatch latch = new CountDownLatch(1);
    waiting.put(resolutionId, latch);
    try {
      return await(latch, atMost.toNanos(), isKnown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.remove(resolutionId);
    }
  }

  private boolean await(CountDownLatch latch, long nanos, BooleanSupplier isKnown)
      throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    boolean known = isKnown.getAsBoolean();
    while (!known) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      boolean _ = latch.await(Math.min(left, pollInterval.toNanos()), TimeUnit.NANOSECONDS);
      known = isKnown.getAsBoolean();
    }
    return true;
  }
}
