package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.SettledOutcome;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
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
  private static final String FAIL =
      """
      UPDATE action SET state = 'failed', failure = ?::jsonb,
        base_values = CASE WHEN settled.base IS NULL THEN base_values
          ELSE settled.base || coalesce(base_values, '{}') END,
        content_size = content_size + coalesce(length(settled.base::text), 0)
      FROM (SELECT ?::jsonb AS base) AS settled
      WHERE org_id = ? AND device_id = ? AND sequence = ?
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
        case FAILED -> fail(claim, action, Objects.requireNonNull(result.failure()));
        case WITHDRAWN, SKIPPED ->
            held.put(action, Objects.requireNonNull(roots.get(action.actionId())));
      }
      outputs.addAll(outputs(claim.device(), result));
    }
    queue.hold(claim.device(), held);
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

  private void fail(Claim claim, QueuedAction action, ApplyFailure failure) {
    DeviceKey device = claim.device();
    jdbc.update(
        FAIL,
        json.write(withoutValues(failure)),
        json.write(baseOfSettled(failure)),
        device.organizationId(),
        device.deviceId(),
        action.sequence());
    reports.failed(
        device.organizationId(),
        new SyncErrorReport(
            action.actionId(),
            action.attempt(),
            device.deviceId(),
            claim.userId(),
            action.record().entity(),
            action.record().recordId(),
            action.operation(),
            action.command(),
            action.attributes(),
            action.baseVersion(),
            clock.instant(),
            failure));
  }

  /** Values of the record are conflict-service's to show, to those who may see them. */
  private static ApplyFailure withoutValues(ApplyFailure failure) {
    return new ApplyFailure(
        failure.type(),
        failure.code(),
        failure.publishedCode(),
        failure.message(),
        failure.errors(),
        null,
        null,
        failure.theirsVersion(),
        failure.conflicting(),
        null,
        null);
  }

  /**
   * What the device had of the attributes that policies combine. Whoever settles the rest does so
   * on a newer version of the record; what combines is still to be combined by what the device had.
   */
  private static @Nullable ObjectNode baseOfSettled(ApplyFailure failure) {
    ObjectNode base = failure.base();
    if (base == null) {
      return null;
    }
    List<String> combined =
        failure.settledSources().stream()
            .filter(merge -> merge.source() == MergeSource.BOTH)
            .map(AttributeMerge::attribute)
            .toList();
    return combined.isEmpty() ? null : (ObjectNode) base.deepCopy().retain(combined);
  }
}
