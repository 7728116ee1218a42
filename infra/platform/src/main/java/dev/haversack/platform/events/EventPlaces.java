package dev.haversack.platform.events;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many event streams one instance keeps open; who finds no place is asked to come again. */
@ApplicationScoped
public class EventPlaces {

  private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(10);

  private final Semaphore free;
  private volatile boolean closing;

  EventPlaces(
      @ConfigProperty(name = "haversack.events.most-streams", defaultValue = "2000") int most) {
    this.free = new Semaphore(most);
  }

  /**
   * Opens a stream.
   *
   * @param call the call that it answers: when that ends early, the place is free again
   * @throws ProblemException {@code busy} when all places are taken
   */
  public EventStream open(EventSource source, RoutingContext call) {
    if (!free.tryAcquire()) {
      throw ProblemException.retryAfter(
          ProblemCode.BUSY, "All places for event streams are taken just now.", COME_AGAIN_AFTER);
    }
    var place = new Place();
    call.addEndHandler(end -> place.close());
    return new EventStream(source, place);
  }

  void stop(@Observes ShutdownEvent event) {
    closing = true;
  }

  /** A place; given back once, whoever is first to know that the stream is over. */
  final class Place implements AutoCloseable {

    private final AtomicBoolean taken = new AtomicBoolean(true);

    boolean isClosing() {
      return closing || !taken.get();
    }

    @Override
    public void close() {
      if (taken.compareAndSet(true, false)) {
        free.release();
      }
    }
  }
}
