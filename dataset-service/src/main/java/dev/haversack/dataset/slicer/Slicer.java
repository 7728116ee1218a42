package dev.haversack.dataset.slicer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.records.ChangeSignal;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Runs the slicer for all organizations; any instance may serve any of them. */
@ApplicationScoped
public class Slicer implements ChangeSignal {

  private static final long LONGEST_REST_NANOS = 25_000_000;

  private static final Logger LOG = Logger.getLogger(Slicer.class);

  private final SlicerEngine engine;
  private final boolean enabled;
  private final PollingLoop loop;
  private final PollingLoop cleaning;
  private final Event<CheckpointClosed> closed;
  private volatile boolean stopped;
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

  Slicer(
      DataSource database,
      ObjectMapper json,
      OrganizationModels models,
      Clock clock,
      SlicerConfiguration configuration,
      Event<CheckpointClosed> closed) {
    this.engine =
        new SlicerEngine(database, json, models::atLeast, clock, configuration.mostChanges());
    this.enabled = configuration.enabled();
    this.closed = closed;
    this.loop = new PollingLoop("slicer", configuration.pollInterval(), this::pass);
    this.cleaning =
        new PollingLoop("slicer-cleaning", configuration.cleaningInterval(), this::cleanUp);
  }

  @Override
  public void recordsChanged(UUID organizationId) {
    changed.add(organizationId);
    loop.wake();
  }

  /** Runs until nothing waits that was committed before the call. */
  public void drain(UUID organizationId) throws SQLException {
    engine.drain(organizationId);
  }

  void start(@Observes StartupEvent event) {
    if (enabled) {
      loop.start();
      cleaning.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    loop.close();
    cleaning.close();
  }

  /**
   * One batch for each organization with work: a large one does not keep the others waiting. Those
   * that this instance has changed come first, before any are looked for.
   */
  private boolean pass() throws SQLException {
    long start = System.nanoTime();
    Set<UUID> known = Set.copyOf(changed);
    changed.removeAll(known);
    boolean more = pass(known);
    more |= pass(engine.pending());
    if (!more && !changed.isEmpty()) {
      rest(System.nanoTime() - start);
    }
    return more;
  }

  /**
   * When writes keep coming while batches are worked on, half the time is theirs: batches become
   * larger, which costs less for each record, and a change is never later by more than this. Who
   * writes now and then does not meet it.
   */
  private static void rest(long nanos) {
    LockSupport.parkNanos(Math.min(nanos, LONGEST_REST_NANOS));
  }

  /** Where nothing happens, no batch finds that it is time to clean up. */
  private boolean cleanUp() throws SQLException {
    for (UUID organizationId : engine.findUntidy()) {
      if (stopped) {
        return false;
      }
      try {
        engine.tidy(organizationId);
      } catch (SQLException | RuntimeException e) {
        LOG.warnf(e, "Organization %s was not cleaned up; it will be tried again", organizationId);
      }
    }
    return false;
  }

  private boolean pass(Collection<UUID> organizations) {
    boolean more = false;
    for (UUID organizationId : organizations) {
      try {
        SlicerEngine.Outcome outcome = engine.run(organizationId);
        more |= outcome == SlicerEngine.Outcome.MORE;
        if (outcome == SlicerEngine.Outcome.MORE || outcome == SlicerEngine.Outcome.CLOSED) {
          closed.fire(new CheckpointClosed(organizationId));
          engine.tidy(organizationId);
        }
      } catch (SQLException | RuntimeException e) {
        LOG.warnf(
            e, "The slicer of organization %s failed; it will be tried again", organizationId);
      }
    }
    return more;
  }
}
