package dev.haversack.dataset.sync;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final Duration MOMENT = Duration.ofMillis(5);

  private final Semaphore free;
  private final int mostOfUser;
  private final Duration longestWait;
  private final Map<User, Integer> taken = new ConcurrentHashMap<>();

  StreamPlaces(int most, int mostOfUser, Duration longestWait) {
    this.free = new Semaphore(most, true);
    this.mostOfUser = mostOfUser;
    this.longestWait = longestWait;
  }

  private record User(UUID organizationId, UUID userId) {}

  /**
   * Takes a place, which must be given back.
   *
   * @throws ProblemException {@code busy} when none becomes free in time, or the user has too many
   */
  Place take(UUID organizationId, UUID userId) {
    var user = new User(organizationId, userId);
    enter(user);
    boolean found = false;
    try {
      found = free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!found) {
      leave(user);
      throw busy("All places for datasets are taken just now.");
    }
    return new Place(user);
  }

  /** A small answer ends before its place is given back, and its reader may ask again at once. */
  private void enter(User user) {
    long end = System.nanoTime() + longestWait.toNanos();
    while (taken.merge(user, 1, Integer::sum) > mostOfUser) {
      leave(user);
      if (System.nanoTime() >= end || !pause()) {
        throw busy("You read " + mostOfUser + " datasets at once already.");
      }
    }
  }

  /** A moment; false when the thread is asked to end. */
  private static boolean pause() {
    try {
      Thread.sleep(MOMENT);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void leave(User user) {
    taken.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
  }

  private static ProblemException busy(String detail) {
    return ProblemException.retryAfter(ProblemCode.BUSY, detail, COME_AGAIN_AFTER);
  }

  private enum State {
    WAITING,
    IN_USE,
    GIVEN_BACK
  }

  /** A place. It is given back exactly once, whoever is first to know that the stream is over. */
  final class Place {

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final User user;

    private Place(User user) {
      this.user = user;
    }

    /**
     * Begins to use it; false when it was given back before, because the client had gone. Who gets
     * true must {@link #end} the use.
     */
    boolean begin() {
      return state.compareAndSet(State.WAITING, State.IN_USE);
    }

    /** Gives it back after use. */
    void end() {
      giveBack(State.IN_USE);
    }

    /**
     * The answer is over, or will never begin. Gives back what nobody uses; while it is in use the
     * database connection is too, so the place stays taken until that ends.
     *
     * @return whether it was this that gave it back
     */
    boolean abandon() {
      return giveBack(State.WAITING);
    }

    private boolean giveBack(State from) {
      boolean mine = state.compareAndSet(from, State.GIVEN_BACK);
      if (mine) {
        free.release();
        leave(user);
      }
      return mine;
    }
  }
}
