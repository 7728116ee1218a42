package dev.haversack.replay.testing;

import dev.haversack.replay.queue.DeviceAdvanced;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Breaks turns after dataset-service has answered and everything is stored, but before the commit:
 * for the database the same as a process that is killed there.
 */
@ApplicationScoped
public class TurnFault {

  private final AtomicInteger armed = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  /** The next so many turns break. */
  public void arm(int turns) {
    broken.set(0);
    armed.set(turns);
  }

  /** How many turns broke. */
  public int broken() {
    return broken.get();
  }

  void breakTurn(@Observes DeviceAdvanced event) {
    if (armed.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      broken.incrementAndGet();
      throw new IllegalStateException("killed by a test");
    }
  }
}
