package dev.haversack.acceptance;

import dev.haversack.acceptance.IncidentLog.Change;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.BatchState;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.ProblemAnswerException;
import dev.haversack.quickstart.client.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The device of one person of the log, whose clock jumps. It sends a batch again and again until it
 * knows that it arrived.
 */
final class LogDevice {

  private static final Duration BETWEEN = Duration.ofSeconds(20);
  private static final Duration BACK = Duration.ofHours(-1);
  private static final Duration FORWARD = Duration.ofDays(1);

  private final ApiClient api;
  private final UUID deviceId = UUID.randomUUID();
  private final ConcurrentMap<UUID, Long> versions;
  private long lastSequence;
  private Instant clock = Instant.now();

  /**
   * A device that has uploaded nothing yet.
   *
   * @param versions the incidents' versions as all devices have seen them last
   */
  LogDevice(ApiClient api, ConcurrentMap<UUID, Long> versions) {
    this.api = api;
    this.versions = versions;
  }

  UUID deviceId() {
    return deviceId;
  }

  ApiClient api() {
    return api;
  }

  /** Uploads changes and waits until each is in. */
  void upload(List<Change> changes) {
    UploadBatch batch =
        new UploadBatch(UUID.randomUUID(), changes.stream().map(this::action).toList());
    String batches = "/replay/v1/devices/" + deviceId + "/batches";
    untilAnswered("upload", () -> Optional.of(api.post(batches, batch, BatchReceipt.class).body()));
    BatchReceipt settled =
        untilAnswered(
            "outcome",
            () ->
                Optional.of(
                        api.get(
                                batches + "/" + batch.batchId(),
                                BatchReceipt.class,
                                Map.of("Prefer", "wait=10"))
                            .body())
                    .filter(receipt -> receipt.state() != BatchState.PROCESSING));
    List<ActionOutcome> others = new ArrayList<>();
    for (ActionOutcome outcome : settled.actions()) {
      if (outcome.state() == ActionState.APPLIED && outcome.version() != null) {
        versions.merge(outcome.recordId(), outcome.version(), Math::max);
      } else {
        others.add(outcome);
      }
    }
    if (!others.isEmpty()) {
      throw new AssertionError("Not applied: " + others.getFirst());
    }
  }

  private UploadAction action(Change change) {
    lastSequence++;
    return new UploadAction(
        UUID.randomUUID(),
        lastSequence,
        "incident",
        change.incident(),
        change.create() ? Operation.CREATE : Operation.UPDATE,
        null,
        null,
        change.create()
            ? change.fields().deepCopy().put("title", change.incident().toString())
            : change.fields(),
        change.create() ? null : versions.get(change.incident()),
        null,
        unsteadyTime());
  }

  /** Put back an hour within every batch, and forward a day within some: ahead of the server's. */
  private Instant unsteadyTime() {
    clock = clock.plus(BETWEEN).plus(lastSequence % 7 == 0 ? BACK : Duration.ZERO);
    clock = clock.plus(lastSequence % 60 == 0 ? FORWARD : Duration.ZERO);
    return clock;
  }

  /**
   * A lost answer and a service that is just being started again look alike to a device: try again.
   */
  static <T> T untilAnswered(String what, Supplier<Optional<T>> call) {
    return Await.value(
        what,
        TestSuite.PATIENCE,
        () -> {
          try {
            return call.get();
          } catch (UnreachableException e) {
            return Optional.empty();
          } catch (ProblemAnswerException e) {
            if (e.status() >= 500 || e.status() == 401) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }
}
