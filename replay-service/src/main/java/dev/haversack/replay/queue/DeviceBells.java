package dev.haversack.replay.queue;

import dev.haversack.platform.events.Bells;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets requests wait for what workers do: woken by this instance's, polling for others'. */
@ApplicationScoped
public class DeviceBells {

  /** What another instance did is seen after this time at the latest. */
  private static final Duration POLL = Duration.ofMillis(250);

  private final Bells<DeviceKey> bells = new Bells<>();

  /**
   * Waits until the condition holds, but not longer than asked.
   *
   * @param device whose progress the condition is about
   * @param condition asked at first, after each progress, and now and then
   * @param longest the longest wait
   */
  public void await(DeviceKey device, BooleanSupplier condition, Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    try (Bells<DeviceKey>.Bell bell = bells.listen(device)) {
      Duration left = longest;
      while (left.isPositive() && !condition.getAsBoolean()) {
        bell.await(left.compareTo(POLL) < 0 ? left : POLL);
        left = Duration.ofNanos(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens to a device's progress in this instance. */
  public Bells<DeviceKey>.Bell listen(DeviceKey device) {
    return bells.listen(device);
  }

  void ring(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceAdvanced event) {
    bells.ring(event.device());
  }
}
