package dev.haversack.platform.events;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many event streams one instance keeps open; who finds no place is asked to come again. */
@ApplicationScoped
public class EventPlaces {

  private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(10);

  /** More than all devices of one person, and all tabs of his browser. */
  private static final int MOST_OF_USER = 20;

  private final Semaphore free;
  private final Map<UUID, Integer> taken = new ConcurrentHashMap<>();
  private volatile boolean closing;

  EventPlaces(
      @ConfigProperty(name = "haversack.events.most-streams", defaultValue = "2000") int most) {
    this.free = new Semaphore(most);
  }

  /**
   * Opens a stream.
   *
   * @param user whose stream it is; nobody takes all places
   * @param call the call that it answers: when that ends early, the place is free again
   * @throws ProblemException {@code busy} when all places are taken
   */
  public EventStream open(EventSource source, UUID user, RoutingContext call) {
    if (taken.merge(user, 1, Integer::sum) > MOST_OF_USER) {
      leave(user);
      throw ProblemException.retryAfter(
          ProblemCode.BUSY,
          "You have " + MOST_OF_USER + " streams of events open already.",
          COME_AGAIN_AFTER);
    }
    if (!free.tryAcquire()) {
      leave(user);
      throw ProblemException.retryAfter(
          ProblemCode.BUSY, "All places for event streams are taken just now.", COME_AGAIN_AFTER);
    }
    var place = new Place(user);
    call.addEndHandler(end -> place.close());
    return new EventStream(source, place);
  }

  private void leave(UUID user) {
    taken.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
  }

  void stop(@Observes ShutdownEvent event) {
    closing = true;
  }

  /** A place; given back once, whoever is first to know that the stream is over. */
  final class Place implements AutoCloseable {

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final UUID user;

    private Place(UUID user) {
      this.user = user;
    }

    boolean isClosing() {
      return closing || !open.get();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        free.release();
        leave(user);
      }
    }
  }
}
