package dev.haversack.platform.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PollingLoopsTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private int busy;

  /** Passes that say when they begin, and end when they may. */
  private final PollingLoops loops =
      new PollingLoops(
          "test",
          3,
          NEVER,
          () -> {
            begun.release();
            mayEnd.acquire();
            return false;
          });

  @Test
  void oneThingToDoWakesOneLoopAndTwoWakeTwo() throws Exception {
    try (loops) {
      loops.start();
      await(3);
      mayEnd.release(3);
      wakeOneOfThoseThatWait();
      await(1);
      assertNoneBegins();
      wakeOneOfThoseThatWait();
      await(1);
      assertNoneBegins();
      mayEnd.release(100);
    }
  }

  @Test
  void whatComesWhileAllAreBusyIsLookedAtAfterwards() throws Exception {
    try (loops) {
      loops.start();
      await(3);
      loops.wakeOne();
      assertNoneBegins();
      mayEnd.release(100);
      await(3);
    }
  }

  private void wakeOneOfThoseThatWait() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (loops.waiting() != 3 - busy) {
      assertTrue(System.nanoTime() < deadline, "They do not wait");
      Thread.onSpinWait();
    }
    loops.wakeOne();
    busy++;
  }

  private void await(int passes) throws InterruptedException {
    assertTrue(begun.tryAcquire(passes, 10, TimeUnit.SECONDS));
  }

  private void assertNoneBegins() throws InterruptedException {
    assertFalse(begun.tryAcquire(100, TimeUnit.MILLISECONDS));
    assertEquals(0, begun.availablePermits());
  }
}
