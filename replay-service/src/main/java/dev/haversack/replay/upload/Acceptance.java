package dev.haversack.replay.upload;

import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.pinning.PinReports;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.DeviceWork;
import dev.haversack.replay.upload.Batches.Batch;
import dev.haversack.replay.upload.Devices.Device;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes batches in: wholly and durably, or not at all. */
@ApplicationScoped
class Acceptance {

  private static final Logger LOG = Logger.getLogger(Acceptance.class);

  private final Devices devices;
  private final Batches batches;
  private final NewActions actions;
  private final DeviceWork work;
  private final PinReports pins;
  private final Limits limits;
  private final Jdbc jdbc;
  private final Clock clock;

  Acceptance(
      Devices devices,
      Batches batches,
      NewActions actions,
      DeviceWork work,
      PinReports pins,
      Limits limits,
      Jdbc jdbc,
      Clock clock) {
    this.clock = clock;
    this.limits = limits;
    this.jdbc = jdbc;
    this.devices = devices;
    this.batches = batches;
    this.actions = actions;
    this.work = work;
    this.pins = pins;
  }

  /**
   * Stores what is new of a batch. Uploads of one device come here one after the other.
   *
   * @param key the device
   * @param userId who uploads
   * @param batch the batch
   * @return where in the device's sequence it is
   * @throws ProblemException when anything about it is refused; nothing is stored then
   */
  @Transactional
  Batch accept(DeviceKey key, UUID userId, UploadBatch batch) {
    UploadShape.check(batch.actions());
    List<HashedAction> uploaded = batch.actions().stream().map(HashedAction::of).toList();
    byte[] hash = ContentHash.of(uploaded.stream().map(HashedAction::hash).toList());
    Device device = devices.lock(key, userId);
    Batch stored = new Batch(uploaded.getFirst().sequence(), uploaded.getLast().sequence(), hash);
    if (!isRepeat(batches.find(key, batch.batchId()), stored, batch.actions())) {
      store(key, userId, device, batch.batchId(), uploaded, stored);
    }
    return stored;
  }

  private void store(
      DeviceKey key,
      UUID userId,
      Device device,
      UUID batchId,
      List<HashedAction> uploaded,
      Batch batch) {
    long first = batch.first();
    long last = batch.last();
    Map<Long, Repeats.Known> known =
        first > device.lastSequence()
            ? Map.of()
            : actions.known(key, first, Math.min(last, device.lastSequence()));
    List<HashedAction> added = Repeats.remove(uploaded, device.lastSequence(), known);
    Writes writes = new Writes();
    batches.add(writes, key, batchId, batch);
    if (!added.isEmpty()) {
      refuseSplit(key, uploaded, added);
      NewActions.Prepared prepared = actions.prepare(added, device.contentTotal());
      limits.check(key, device, prepared.size());
      Repeats.refuseTaken(uploaded, added, actions.add(key, prepared));
      devices.advance(
          writes,
          key,
          last,
          device.window().plus(added.size(), clock.instant()),
          prepared.size().contents());
      work.add(writes, key);
      pins.uploaded(writes, key, userId);
    }
    jdbc.send(writes);
    if (!added.isEmpty()) {
      limits.count(key, added.size());
    }
    LOG.debugf(
        "Batch %s of device %s: %d actions, %d new",
        (Object) batchId, key.deviceId(), uploaded.size(), added.size());
  }

  private void refuseSplit(DeviceKey key, List<HashedAction> uploaded, List<HashedAction> added) {
    Set<UUID> used =
        actions.transactions(
            key,
            added.stream()
                .map(action -> action.action().transactionId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
    for (HashedAction action : added) {
      UUID transaction = action.action().transactionId();
      if (transaction != null && used.contains(transaction)) {
        throw UploadShape.splitTransaction(uploaded.indexOf(action));
      }
    }
  }

  private static boolean isRepeat(Optional<Batch> before, Batch batch, List<UploadAction> actions) {
    if (before.isPresent()
        && !Arrays.equals(before.get().hash(), batch.hash())
        && !Arrays.equals(before.get().hash(), formerHash(actions))) {
      throw ProblemException.of(
          ProblemCode.BATCH_ID_REUSED, "The batch id was used for other actions.");
    }
    return before.isPresent();
  }

  private static byte[] formerHash(List<UploadAction> actions) {
    return ContentHash.of(actions.stream().map(ContentHash::former).toList());
  }
}
