package dev.haversack.replay.processing;

import dev.haversack.platform.work.PollingLoops;
import dev.haversack.replay.queue.DeviceWork.Claim;
import dev.haversack.replay.queue.DeviceWorkAdded;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The loops in which turns are taken. */
@ApplicationScoped
class Workers {

  private static final Logger LOG = Logger.getLogger(Workers.class);

  private final Turns turns;
  private final PollingLoops loops;

  Workers(Turns turns, ProcessingConfiguration configuration) {
    this.turns = turns;
    this.loops =
        new PollingLoops(
            "replay", configuration.workers(), configuration.pollInterval(), this::pass);
  }

  void start(@Observes StartupEvent event) {
    loops.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loops.close();
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceWorkAdded event) {
    loops.wakeOne();
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
