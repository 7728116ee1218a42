package dev.haversack.replay.upload;

import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.replay.queue.DeviceBells;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.upload.Batches.Batch;
import java.time.Duration;
import java.util.List;

/** What becomes of one batch. */
final class BatchOutcomes {

  /** So many outcomes cost no more than asking whether any action is queued. */
  private static final int FEW = 20;

  private final Outcomes outcomes;
  private final DeviceKey device;
  private final Batch batch;
  private List<ActionOutcome> known = List.of();

  BatchOutcomes(Outcomes outcomes, DeviceKey device, Batch batch) {
    this.outcomes = outcomes;
    this.device = device;
    this.batch = batch;
  }

  /** The outcomes, as soon as none of the actions is queued, or after the wait. */
  List<ActionOutcome> await(DeviceBells bells, Duration wait) {
    bells.await(device, this::isTried, wait);
    if (known.isEmpty()) {
      read();
    }
    return known;
  }

  private boolean isTried() {
    if (batch.last() - batch.first() >= FEW) {
      return !outcomes.anyQueued(device, batch.first(), batch.last());
    }
    read();
    boolean tried = known.stream().noneMatch(action -> action.state() == ActionState.QUEUED);
    if (!tried) {
      known = List.of(); // Old by the time the wait is over.
    }
    return tried;
  }

  private void read() {
    known = outcomes.between(device, batch.first(), batch.last());
  }
}
