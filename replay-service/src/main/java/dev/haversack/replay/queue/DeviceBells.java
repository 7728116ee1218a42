package dev.haversack.replay.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets requests wait for what workers do: woken by this instance's, polling for others'. */
@ApplicationScoped
public class DeviceBells {

  /** What another instance did is seen after this time at the latest. */
  private static final long POLL_MILLIS = 250;

  private final Map<DeviceKey, Set<Semaphore>> listeners = new ConcurrentHashMap<>();

  /**
   * Waits until the condition holds, but not longer than asked.
   *
   * @param device whose progress the condition is about
   * @param condition asked at first, after each progress, and now and then
   * @param longest the longest wait
   */
  public void await(DeviceKey device, BooleanSupplier condition, Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    Semaphore bell = new Semaphore(0);
    listen(device, bell);
    try {
      long left = deadline - System.nanoTime();
      while (left > 0 && !condition.getAsBoolean()) {
        long pause = Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        if (bell.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
          bell.drainPermits();
        }
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave(device, bell);
    }
  }

  void ring(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceAdvanced event) {
    listeners.getOrDefault(event.device(), Set.of()).forEach(Semaphore::release);
  }

  private void listen(DeviceKey device, Semaphore bell) {
    listeners.compute(
        device,
        (key, bells) -> {
          Set<Semaphore> all = bells == null ? ConcurrentHashMap.newKeySet() : bells;
          all.add(bell);
          return all;
        });
  }

  private void leave(DeviceKey device, Semaphore bell) {
    listeners.computeIfPresent(
        device,
        (key, bells) -> {
          bells.remove(bell);
          return bells.isEmpty() ? null : bells;
        });
  }
}
