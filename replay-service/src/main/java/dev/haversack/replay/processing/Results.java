package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.contract.model.SettledOutcome;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.DeviceWork.Claim;
import dev.haversack.replay.reporting.ConflictReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores what became of a group, and tells conflict-service in the same transaction. */
@ApplicationScoped
class Results {

  private static final String OUTPUT =
      """
      INSERT INTO command_output (org_id, device_id, record_id, entity, version)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (org_id, device_id, record_id, entity) DO UPDATE SET version = excluded.version
      """;

  private final Jdbc jdbc;
  private final JsonColumns json;
  private final Clock clock;
  private final Queue queue;
  private final Holds holds;
  private final ConflictReports reports;

  Results(
      Jdbc jdbc, JsonColumns json, Clock clock, Queue queue, Holds holds, ConflictReports reports) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.queue = queue;
    this.holds = holds;
    this.reports = reports;
  }

  /** Stores the results of a group. What was not tried waits behind the action that failed. */
  void store(
      Writes writes, Claim claim, Group group, ApplyRequest sent, List<ApplyResult> results) {
    Map<QueuedAction, UUID> held = new LinkedHashMap<>();
    Map<UUID, UUID> roots = Roots.of(sent.actions(), results);
    Settled settled = new Settled(json);
    Failed failed = new Failed(json, claim);
    List<@Nullable Object[]> outputs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      QueuedAction action = group.free().get(i);
      ApplyResult result = results.get(i);
      switch (result.outcome()) {
        case APPLIED, MERGED -> {
          Done done = Done.of(action, result);
          settled.add(action, done);
          tell(claim.device(), action, done);
        }
        case FAILED ->
            failed.add(
                action,
                sent.actions().get(i).baseValues(),
                Objects.requireNonNull(result.failure()),
                clock.instant());
        case WITHDRAWN, SKIPPED ->
            held.put(action, Objects.requireNonNull(roots.get(action.actionId())));
      }
      outputs.addAll(outputs(claim.device(), result));
    }
    queue.hold(claim.device(), held);
    failed.store(jdbc);
    reports.failed(claim.device().organizationId(), failed.reports());
    settled.store(writes, claim.device(), clock.instant());
    jdbc.batch(OUTPUT, outputs);
  }

  private static List<@Nullable Object[]> outputs(DeviceKey device, ApplyResult result) {
    List<ChangedRecord> changed = result.alsoChanged();
    return changed == null
        ? List.of()
        : changed.stream()
            .map(one ->
                new @Nullable Object[] {
                  device.organizationId(),
                  device.deviceId(),
                  one.recordId(),
                  one.entity(),
                  one.version()
                })
            .toList();
  }

  /** What somebody sent on is settled now: what waits for it goes on, and he hears of it. */
  private void tell(DeviceKey device, QueuedAction action, Done done) {
    if (action.resolutionId() != null) {
      holds.release(device, action.actionId());
      SettledOutcome outcome = done.isMerged() ? SettledOutcome.MERGED : SettledOutcome.APPLIED;
      reports.settled(
          device.organizationId(),
          new SettledReport(
              action.actionId(),
              action.resolutionId(),
              outcome,
              done.result().version(),
              clock.instant()));
    }
  }
}
