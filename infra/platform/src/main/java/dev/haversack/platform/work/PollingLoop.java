package dev.haversack.platform.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs passes of some work on a thread of its own: at once while a pass says that there is more,
 * else when woken or after the interval.
 *
 * <p>A pass that throws is logged and tried again after the interval, doubled with each failure in
 * a row up to 32 times; nothing ends the loop but closing it.
 */
public final class PollingLoop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PollingLoop.class);
  private static final int MOST_DOUBLINGS = 5;

  /** One pass of the work. */
  @FunctionalInterface
  public interface Pass {
    /** Returns whether there is more to do at once. */
    boolean run() throws Exception;
  }

  private final String name;
  private final Duration interval;
  private final Pass pass;
  private final Semaphore wakeUps = new Semaphore(0);
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * A loop that does not run yet.
   *
   * @param name shows in logs and thread dumps
   * @param interval the longest time between two passes without failures
   * @param pass the work
   */
  public PollingLoop(String name, Duration interval, Pass pass) {
    this.name = name;
    this.interval = interval;
    this.pass = pass;
  }

  /** Starts the loop. */
  public synchronized void start() {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Lets the next pass begin now. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /**
   * Lets the next pass begin now if the loop waits for it, and nobody has woken it yet.
   *
   * @return whether it did
   */
  boolean wakeIfWaiting() {
    boolean waited = waiting.compareAndSet(true, false);
    if (waited) {
      wakeUps.release();
    }
    return waited;
  }

  boolean isWaiting() {
    return waiting.get();
  }

  /** Ends the loop after the pass that is under way, and waits for that. */
  @Override
  public synchronized void close() {
    closed = true;
    wakeUps.release();
    if (thread != null) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      try {
        boolean more = pass.run();
        failures = 0;
        if (more) {
          continue;
        }
      } catch (Exception e) {
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        if (!closed) {
          LOG.warnf(e, "A pass of %s failed; it will be tried again", name);
        }
      }
      pause(interval.multipliedBy(1L << failures));
    }
  }

  private void pause(Duration longest) {
    waiting.set(true);
    try {
      if (wakeUps.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      waiting.set(false);
    }
  }
}
