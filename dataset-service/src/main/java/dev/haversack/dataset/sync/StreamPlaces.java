package dev.haversack.dataset.sync;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many streams may be read at once. A stream keeps a database connection for as long as its
 * client reads; the other connections are for everybody else.
 *
 * <p>A place is taken before the answer begins, so that who gets none is told so in the answer.
 */
final class StreamPlaces {

  /** By then one of the present streams has usually ended; devices need not all come at once. */
  private static final Duration COME_AGAIN_AFTER = Duration.ofSeconds(5);

  private final Semaphore free;
  private final Duration longestWait;

  StreamPlaces(int most, Duration longestWait) {
    this.free = new Semaphore(most, true);
    this.longestWait = longestWait;
  }

  /**
   * Takes a place, which must be given back.
   *
   * @throws ProblemException {@code busy} when none becomes free in time
   */
  Place take() {
    try {
      if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    return new Place();
  }

  private static ProblemException busy() {
    return ProblemException.retryAfter(
        ProblemCode.BUSY, "All places for datasets are taken just now.", COME_AGAIN_AFTER);
  }

  private enum State {
    WAITING,
    IN_USE,
    GIVEN_BACK
  }

  /** A place. It is given back exactly once, whoever is first to know that the stream is over. */
  final class Place {

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /**
     * Begins to use it; false when it was given back before, because the client had gone. Who gets
     * true must {@link #end} the use.
     */
    boolean begin() {
      return state.compareAndSet(State.WAITING, State.IN_USE);
    }

    /** Gives it back after use. */
    void end() {
      if (state.compareAndSet(State.IN_USE, State.GIVEN_BACK)) {
        free.release();
      }
    }

    /**
     * The answer is over, or will never begin. Gives back what nobody uses; while it is in use the
     * database connection is too, so the place stays taken until that ends.
     */
    void abandon() {
      if (state.compareAndSet(State.WAITING, State.GIVEN_BACK)) {
        free.release();
      }
    }
  }
}
