package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.DeviceWork.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Failed actions of one device, to be stored together. */
final class Failed {

  private static final String STORE =
      """
      UPDATE action SET state = 'failed', failure = ?::jsonb, former = NULL,
        base_values = CASE WHEN settled.base IS NULL THEN settled.sent
          ELSE settled.base || coalesce(settled.sent, '{}') END,
        content_size = content_size + coalesce(length(settled.base::text), 0)
          + coalesce(length(settled.sent::text), 0) - coalesce(length(base_values::text), 0)
      FROM (SELECT ?::jsonb AS base, ?::jsonb AS sent) AS settled
      WHERE org_id = ? AND device_id = ? AND sequence = ?
      """;

  /** As it was before the decision; what was sent of it had no effect. */
  private static final String RESTORE =
      """
      UPDATE action a
      SET state = 'failed', failure = before.failure, operation = before.operation,
        attributes = before.attributes, base_version = before.base_version,
        base_values = before.base_values, merges = before.merges, overwrite = before.overwrite,
        content_size = before.content_size, resolution_id = before.resolution_id,
        applied_as = NULL, former = NULL
      FROM action own CROSS JOIN LATERAL jsonb_populate_record(NULL::action, own.former) AS before
      WHERE own.org_id = ? AND own.device_id = ? AND own.sequence = ?
        AND a.org_id = own.org_id AND a.device_id = own.device_id AND a.sequence = own.sequence
      """;

  private static final int MESSAGE_LENGTH = 1000;

  private static final Set<String> WANTS_OF_RIGHTS =
      Set.of(ProblemCode.PRIVILEGE_DENIED.code(), ProblemCode.UNKNOWN_REFERENCE.code());

  private final JsonColumns json;
  private final Claim claim;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final List<@Nullable Object[]> restored = new ArrayList<>();
  private final List<SyncErrorReport> reports = new ArrayList<>();

  Failed(JsonColumns json, Claim claim) {
    this.json = json;
    this.claim = claim;
  }

  /**
   * Adds an action. One that somebody's own rights do not suffice for is again what it was before
   * he decided, so that nobody loses by it what there is to decide about.
   *
   * @param sent what it built on, as dataset-service was told
   */
  void add(QueuedAction action, @Nullable ObjectNode sent, ApplyFailure found, Instant now) {
    DeviceKey device = claim.device();
    if (action.appliedAs() != null && action.restorable() && isWantOfRights(found)) {
      restored.add(
          new @Nullable Object[] {device.organizationId(), device.deviceId(), action.sequence()});
      reports.add(report(action, withWhoseRights(action.appliedAs(), found), now, true));
    } else {
      rows.add(row(action, sent, found));
      reports.add(report(action, found, now, null));
    }
  }

  private @Nullable Object[] row(
      QueuedAction action, @Nullable ObjectNode sent, ApplyFailure failure) {
    DeviceKey device = claim.device();
    return new @Nullable Object[] {
      json.write(withoutValues(failure)),
      json.write(baseOfSettled(failure)),
      json.write(sent),
      device.organizationId(),
      device.deviceId(),
      action.sequence()
    };
  }

  private SyncErrorReport report(
      QueuedAction action, ApplyFailure failure, Instant now, @Nullable Boolean restored) {
    return new SyncErrorReport(
        action.actionId(),
        action.attempt(),
        claim.device().deviceId(),
        claim.userId(),
        action.record().entity(),
        action.record().recordId(),
        action.operation(),
        action.command(),
        action.attributes(),
        action.baseVersion(),
        action.transactionId(),
        now,
        failure,
        restored);
  }

  /** Stores all. */
  void store(Jdbc jdbc) {
    jdbc.batch(STORE, rows);
    jdbc.batch(RESTORE, restored);
  }

  /** What conflict-service is to hear of them. */
  List<SyncErrorReport> reports() {
    return reports;
  }

  /** Whoever reads of a missing right would look for it at the user of the device. */
  private static ApplyFailure withWhoseRights(UUID appliedAs, ApplyFailure failure) {
    List<FieldError> all = failure.errors() == null ? List.of() : failure.errors();
    // One that is the failure itself is said already.
    List<FieldError> findings =
        all.stream().filter(finding -> !finding.message().equals(failure.message())).toList();
    String each =
        all.size() < 2
            ? ""
            : findings.stream()
                .map(finding -> " %s: %s".formatted(finding.field(), finding.message()))
                .collect(Collectors.joining());
    String message =
        "With the rights of user %s, who decided on his own behalf: %s%s"
            .formatted(appliedAs, failure.message(), each);
    return new ApplyFailure(
        failure.type(),
        failure.code(),
        failure.publishedCode(),
        message.substring(0, Math.min(message.length(), MESSAGE_LENGTH)),
        failure.errors(),
        failure.base(),
        failure.theirs(),
        failure.theirsVersion(),
        failure.conflicting(),
        failure.settled(),
        failure.settledBy());
  }

  /** What somebody may not see is, for what he writes, not there. */
  private static boolean isWantOfRights(ApplyFailure failure) {
    return WANTS_OF_RIGHTS.contains(failure.code())
        || failure.errors() != null
            && failure.errors().stream().anyMatch(error -> WANTS_OF_RIGHTS.contains(error.code()));
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
