package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ActionCounts;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionPage;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.BatchState;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.ReplayProgress;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.queue.DeviceBells;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.upload.Batches.Batch;
import dev.haversack.replay.upload.Devices.Device;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells devices what became of what they uploaded. */
// What streams carry, no JAX-RS signature tells the native compiler.
@RegisterForReflection(targets = {ReplayProgress.class, ActionCounts.class, ActionOutcome.class})
@ApplicationScoped
class Receipts {

  private final Devices devices;
  private final Batches batches;
  private final Outcomes outcomes;
  private final DeviceBells bells;
  private final ObjectMapper json;
  private final Clock clock;

  Receipts(
      Devices devices,
      Batches batches,
      Outcomes outcomes,
      DeviceBells bells,
      ObjectMapper json,
      Clock clock) {
    this.json = json;
    this.clock = clock;
    this.devices = devices;
    this.batches = batches;
    this.outcomes = outcomes;
    this.bells = bells;
  }

  /** A batch, as soon as none of its actions is queued, or after the wait. */
  BatchReceipt batch(DeviceKey key, UUID userId, UUID batchId, Duration wait) {
    devices.get(key, userId);
    Batch batch =
        batches
            .find(key, batchId)
            .orElseThrow(() ->
                ProblemException.of(
                    ProblemCode.NOT_FOUND, "The device has uploaded no batch with this id."));
    return batch(key, batchId, batch, wait);
  }

  /** The same, of a batch that the device of this user has just uploaded. */
  BatchReceipt batch(DeviceKey key, UUID batchId, Batch batch, Duration wait) {
    List<ActionOutcome> actions = new BatchOutcomes(outcomes, key, batch).await(bells, wait);
    ActionCounts counts = counts(actions);
    return new BatchReceipt(batchId, key.deviceId(), state(counts), counts, actions);
  }

  DeviceStatus device(DeviceKey key, UUID userId) {
    Device device = devices.get(key, userId);
    return new DeviceStatus(
        key.deviceId(),
        device.lastSequence(),
        device.lastSequence() + 1,
        counts(outcomes.counts(key)),
        device.lastUploadAt());
  }

  /**
   * What becomes of the device's actions.
   *
   * @param lastEventId the last event that the device has; null to begin now
   */
  ReceiptEvents events(DeviceKey key, UUID userId, @Nullable String lastEventId) {
    Device device = devices.get(key, userId);
    ReceiptPlace place =
        lastEventId == null
            ? ReceiptPlace.now(device.lastSequence() - device.waiting().actions(), clock.instant())
            : ReceiptPlace.parse(lastEventId).atMost(device.lastSequence());
    return new ReceiptEvents(key, outcomes, () -> device(key, userId), bells, json, clock, place);
  }

  ActionPage actions(
      DeviceKey key, UUID userId, @Nullable ActionState state, long after, int limit) {
    devices.get(key, userId);
    List<ActionOutcome> found = outcomes.page(key, state, after, limit + 1);
    boolean more = found.size() > limit;
    List<ActionOutcome> page = more ? found.subList(0, limit) : found;
    return new ActionPage(page, more ? page.getLast().sequence() : null);
  }

  private static BatchState state(ActionCounts counts) {
    if (counts.queued() > 0) {
      return BatchState.PROCESSING;
    }
    return counts.held() + counts.failed() > 0 ? BatchState.WAITING : BatchState.SETTLED;
  }

  private static ActionCounts counts(List<ActionOutcome> actions) {
    return counts(
        actions.stream()
            .collect(Collectors.groupingBy(ActionOutcome::state, Collectors.counting())));
  }

  private static ActionCounts counts(Map<ActionState, Long> counts) {
    return new ActionCounts(
        counts.getOrDefault(ActionState.QUEUED, 0L),
        counts.getOrDefault(ActionState.HELD, 0L),
        counts.getOrDefault(ActionState.APPLIED, 0L),
        counts.getOrDefault(ActionState.MERGED, 0L),
        counts.getOrDefault(ActionState.FAILED, 0L),
        counts.getOrDefault(ActionState.DISCARDED, 0L));
  }
}
