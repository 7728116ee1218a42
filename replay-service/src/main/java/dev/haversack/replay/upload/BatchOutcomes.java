package dev.haversack.replay.upload;

import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.replay.queue.DeviceBells;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.upload.Batches.Batch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one batch. */
final class BatchOutcomes {

  /** So many are read at once; of more it is asked first whether any is queued. */
  private static final int FEW = 20;

  private final Outcomes outcomes;
  private final DeviceKey device;
  private final Batch batch;
  private @Nullable List<ActionOutcome> known;

  BatchOutcomes(Outcomes outcomes, DeviceKey device, Batch batch) {
    this.outcomes = outcomes;
    this.device = device;
    this.batch = batch;
  }

  /** The outcomes, as soon as none of the actions is queued, or after the wait. */
  List<ActionOutcome> await(DeviceBells bells, Duration wait) {
    bells.await(device, this::isTried, wait);
    return known == null ? read() : known;
  }

  private boolean isTried() {
    if (batch.last() - batch.first() >= FEW) {
      return !outcomes.anyQueued(device, batch.first(), batch.last());
    }
    List<ActionOutcome> now = read();
    boolean tried = now.stream().noneMatch(action -> action.state() == ActionState.QUEUED);
    // What is queued still is old by the time the wait is over.
    known = tried ? now : null;
    return tried;
  }

  private List<ActionOutcome> read() {
    return outcomes.between(device, batch.first(), batch.last());
  }
}
