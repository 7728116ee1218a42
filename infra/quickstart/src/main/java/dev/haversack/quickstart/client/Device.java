package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadBatch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One installation of a client that works offline: it holds its user's dataset in memory, queues
 * what he does, and shows his own edits over what the server sent until the server's answer has
 * come back with a sync. For one thread.
 */
public final class Device {

  private static final int GONE = 410;

  private final ApiClient api;
  private final UUID id;
  private final Supplier<UUID> ids;
  private final ActionQueue queue;
  private final UploadLink uploads;
  private DatasetCopy synced = DatasetCopy.EMPTY;
  private @Nullable String token;

  /** A new device of the client's user, with an id of its own. */
  public Device(ApiClient api) {
    this(api, UUID.randomUUID(), UUID::randomUUID, Clock.systemUTC());
  }

  /**
   * A new device.
   *
   * @param api its user
   * @param id its id; it must not have uploaded anything before
   * @param ids makes the ids of actions, batches and new records
   * @param clock its own clock, which the server only notes
   */
  public Device(ApiClient api, UUID id, Supplier<UUID> ids, Clock clock) {
    this.api = api;
    this.id = id;
    this.ids = ids;
    this.queue = new ActionQueue(ids, clock);
    this.uploads = new UploadLink(api, id, queue);
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /**
   * Downloads the whole dataset. What was done offline stays.
   *
   * @throws BrokenStreamException when the stream is not whole; the device then keeps what it had
   */
  public SyncReport snapshot() {
    return read("/dataset/v1/snapshot", DatasetCopy.EMPTY);
  }

  /**
   * Downloads what changed since the last download, or everything when there was none or its token
   * cannot be used any more.
   *
   * @throws BrokenStreamException when the stream is not whole; the device then keeps what it had
   */
  public SyncReport sync() {
    String known = token;
    if (known == null) {
      return snapshot();
    }
    try {
      return read(
          "/dataset/v1/delta?token=" + URLEncoder.encode(known, StandardCharsets.UTF_8), synced);
    } catch (ProblemAnswerException e) {
      if (e.status() == GONE) {
        return snapshot();
      }
      throw e;
    }
  }

  /** The token for the next delta, once there is one. */
  public Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /** The records of an entity as the server sent them, without what was done offline since. */
  public Collection<DeviceRecord> synced(String entity) {
    return synced.records(entity);
  }

  /** A record as the user sees it: with what he did to it offline. */
  public Optional<DeviceRecord> find(String entity, UUID recordId) {
    return LocalView.of(synced.record(entity, recordId), queue, entity, recordId);
  }

  /**
   * A record as the user sees it.
   *
   * @throws NoSuchElementException when the device does not have it
   */
  public DeviceRecord record(String entity, UUID recordId) {
    return find(entity, recordId)
        .orElseThrow(
            () -> new NoSuchElementException("The device has no " + entity + " " + recordId));
  }

  /** Makes a record offline, and returns its id. */
  public UUID create(String entity, ObjectNode attributes) {
    UUID recordId = ids.get();
    create(entity, recordId, attributes);
    return recordId;
  }

  /** Makes a record with a given id offline, and returns the action's id. */
  public UUID create(String entity, UUID recordId, ObjectNode attributes) {
    return queue.add(Operation.CREATE, null, entity, recordId, attributes.deepCopy(), null, null);
  }

  /**
   * Changes attributes of a record offline, and returns the action's id.
   *
   * @throws NoSuchElementException when the device does not have the record
   */
  public UUID update(String entity, UUID recordId, ObjectNode changes) {
    DeviceRecord seen = record(entity, recordId);
    ObjectNode baseValues = Json.object();
    changes
        .fieldNames()
        .forEachRemaining(name -> baseValues.set(name, seen.value(name).deepCopy()));
    return queue.add(
        Operation.UPDATE,
        null,
        entity,
        recordId,
        changes.deepCopy(),
        baseVersion(seen),
        baseValues);
  }

  /**
   * Deletes a record offline, and returns the action's id.
   *
   * @throws NoSuchElementException when the device does not have the record
   */
  public UUID delete(String entity, UUID recordId) {
    return queue.add(
        Operation.DELETE,
        null,
        entity,
        recordId,
        null,
        baseVersion(record(entity, recordId)),
        null);
  }

  /**
   * Gives a command offline, and returns the action's id. What it changes, the next sync shows.
   *
   * @param parameters as the command's schema in the contract says
   * @throws NoSuchElementException when the device does not have the record
   */
  public UUID command(CommandName command, String entity, UUID recordId, ObjectNode parameters) {
    return queue.add(
        Operation.COMMAND,
        command,
        entity,
        recordId,
        parameters.deepCopy(),
        baseVersion(record(entity, recordId)),
        null);
  }

  /** How many actions wait for being accepted by the server. */
  public int unsent() {
    return queue.unsent();
  }

  /** The batch that {@link #upload} sends next; the same until the server has answered it. */
  public Optional<UploadBatch> nextBatch() {
    return queue.next();
  }

  /**
   * Uploads everything that was done offline, and returns what became of it so far. After an
   * exception nothing is lost: calling again sends the same batches again, which is harmless.
   *
   * @param wait how long the server may wait for the outcomes of each batch before it answers
   */
  public List<ActionOutcome> upload(Duration wait) {
    return uploads.upload(wait);
  }

  /** Sends a batch without noting the answer, as when the answer is lost on its way. */
  public BatchReceipt send(UploadBatch batch, Duration wait) {
    return uploads.send(batch, wait);
  }

  /** Asks what became of all actions that were uploaded. */
  public List<ActionOutcome> refreshOutcomes() {
    return uploads.refresh();
  }

  /** The outcomes that the device knows, in the order of the actions. */
  public List<ActionOutcome> outcomes() {
    return queue.outcomes();
  }

  /** What the device knows of one action. */
  public Optional<ActionOutcome> outcome(UUID actionId) {
    return queue.outcome(actionId);
  }

  /** Whether some action is not settled for good, as far as the device knows. */
  public boolean hasOpenActions() {
    return queue.hasOpen();
  }

  /** Where the server says that the device stands. */
  public DeviceStatus status() {
    return uploads.status();
  }

  /**
   * Waits until the server has tried every uploaded action, and returns what became of them.
   *
   * @throws IllegalStateException when that does not happen in time
   */
  public List<ActionOutcome> awaitReplayed(Duration longest) {
    return uploads.awaitReplayed(longest);
  }

  private SyncReport read(String path, DatasetCopy before) {
    DatasetReader reader = new DatasetReader(before);
    api.lines(path, reader::accept);
    SyncReport report = reader.report();
    synced = reader.after();
    token = reader.token();
    return report;
  }

  /** A record that was made offline has no version yet: the server takes that of the create. */
  private static @Nullable Long baseVersion(DeviceRecord seen) {
    return seen.version() == 0 ? null : seen.version();
  }
}
