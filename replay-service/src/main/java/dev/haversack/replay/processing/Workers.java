package dev.haversack.replay.processing;

import dev.haversack.platform.work.PollingLoop;
import dev.haversack.replay.queue.DeviceWork.Claim;
import dev.haversack.replay.queue.DeviceWorkAdded;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The loops in which turns are taken. */
@ApplicationScoped
class Workers {

  private static final Logger LOG = Logger.getLogger(Workers.class);

  private final Turns turns;
  private final List<PollingLoop> loops;

  Workers(Turns turns, ProcessingConfiguration configuration) {
    this.turns = turns;
    this.loops =
        IntStream.rangeClosed(1, configuration.workers())
            .mapToObj(i -> new PollingLoop("replay-" + i, configuration.pollInterval(), this::pass))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    loops.forEach(PollingLoop::start);
  }

  void stop(@Observes ShutdownEvent event) {
    loops.parallelStream().forEach(PollingLoop::close);
  }

  /** One is enough; when none waits, whoever is about to, has a look before. */
  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceWorkAdded event) {
    if (loops.stream().noneMatch(PollingLoop::wakeIfWaiting)) {
      loops.forEach(PollingLoop::wake);
    }
  }

  /**
   * One turn. After one without an answer the loop pauses, as most likely dataset-service is down
   * for all devices; after one that broke it goes on, as most likely it is about that device.
   */
  private boolean pass() {
    AtomicReference<@Nullable Claim> claimed = new AtomicReference<>();
    try {
      return switch (turns.take(claimed::set)) {
        case ADVANCED -> true;
        case IDLE, POSTPONED -> false;
      };
    } catch (RuntimeException e) {
      Claim claim = claimed.get();
      if (claim == null) {
        throw e;
      }
      LOG.errorf(e, "A turn of device %s broke and left nothing behind", claim.device().deviceId());
      turns.postpone(claim);
      return true;
    }
  }
}
