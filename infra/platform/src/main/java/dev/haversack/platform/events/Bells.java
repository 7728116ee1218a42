package dev.haversack.platform.events;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets callers wait until something happens to a thing.
 *
 * @param <K> what names the thing
 */
public final class Bells<K> {

  private final Map<K, Set<Semaphore>> listeners = new ConcurrentHashMap<>();

  /** Something happened. */
  public void ring(K key) {
    listeners.getOrDefault(key, Set.of()).forEach(Semaphore::release);
  }

  /** The things that somebody listens to. */
  public Set<K> listenedTo() {
    return Set.copyOf(listeners.keySet());
  }

  /** Listens from now on, also to what happens between two waits. */
  public Bell listen(K key) {
    Semaphore rings = new Semaphore(0);
    listeners.compute(
        key,
        (k, bells) -> {
          Set<Semaphore> all = bells == null ? ConcurrentHashMap.newKeySet() : bells;
          all.add(rings);
          return all;
        });
    return new Bell(key, rings);
  }

  /** What rings for one listener. */
  public final class Bell implements AutoCloseable {

    private final K key;
    private final Semaphore rings;

    private Bell(K key, Semaphore rings) {
      this.key = key;
      this.rings = rings;
    }

    /** Waits until it rings, or rang since the last wait; answers whether it did. */
    public boolean await(Duration longest) throws InterruptedException {
      boolean rang = rings.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
      rings.drainPermits();
      return rang;
    }

    @Override
    public void close() {
      listeners.computeIfPresent(
          key,
          (k, bells) -> {
            bells.remove(rings);
            return bells.isEmpty() ? null : bells;
          });
    }
  }
}
