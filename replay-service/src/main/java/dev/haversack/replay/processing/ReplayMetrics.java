package dev.haversack.replay.processing;

import dev.haversack.replay.queue.DeviceAdvanced;
import dev.haversack.replay.queue.Names;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Counts what became of actions: {@code haversack.replay.actions} by outcome. */
@ApplicationScoped
class ReplayMetrics {

  private final MeterRegistry meters;

  ReplayMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceAdvanced event) {
    event
        .outcomes()
        .forEach(outcome ->
            meters.counter("haversack.replay.actions", "outcome", Names.of(outcome)).increment());
  }
}
