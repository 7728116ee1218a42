package dev.haversack.dataset.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Does work that follows the configuration: a chunk for each organization in turn. One that fails,
 * or whose records somebody keeps, keeps no other waiting; it is come back for after a pause that
 * doubles each time. For one thread.
 */
public final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Up to 16 s: an import may keep its records for minutes, and asking costs a query. */
  private static final int MOST_DOUBLINGS = 5;

  /** What a chunk left. */
  public enum Left {
    /** Nothing. */
    NOTHING,
    /** More that can be done at once. */
    MORE,
    /** Only what somebody else keeps locked. */
    LOCKED
  }

  /** The work. */
  @FunctionalInterface
  public interface Work {
    /** Does a chunk, in a transaction of its own. */
    Left chunk(UUID organizationId);
  }

  private record Pause(int tries, Instant until) {}

  private final String name;
  private final Clock clock;
  private final Work work;
  private final Map<UUID, Pause> pauses = new HashMap<>();

  /**
   * Nothing is done yet.
   *
   * @param name shows in logs
   */
  public Rounds(String name, Clock clock, Work work) {
    this.name = name;
    this.clock = clock;
    this.work = work;
  }

  /** Does a chunk for each of these organizations; whether one of them has more to do at once. */
  public boolean run(Collection<UUID> organizations) {
    pauses.keySet().retainAll(organizations);
    boolean more = false;
    for (UUID organizationId : organizations) {
      Pause pause = pauses.get(organizationId);
      if (pause != null && clock.instant().isBefore(pause.until())) {
        continue;
      }
      Left left = chunk(organizationId);
      if (left == Left.LOCKED) {
        pause(organizationId, pause == null ? 0 : pause.tries());
      } else {
        pauses.remove(organizationId);
      }
      more |= left == Left.MORE;
    }
    return more;
  }

  private Left chunk(UUID organizationId) {
    try {
      return work.chunk(organizationId);
    } catch (RuntimeException e) {
      if (!(e instanceof DatabaseException database && database.isLocked())) {
        LOG.warnf(e, "A chunk of %s failed for organization %s", name, organizationId);
      }
      return Left.LOCKED;
    }
  }

  private void pause(UUID organizationId, int tries) {
    Duration length = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    pauses.put(organizationId, new Pause(tries + 1, clock.instant().plus(length)));
  }
}
