package dev.haversack.conflict.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.Json;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.MergeChoice;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionOutcome;
import dev.haversack.contract.model.ResolutionRefusal;
import dev.haversack.contract.model.SyncErrorAttempt;
import dev.haversack.contract.model.SyncErrorResolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of decisions, and the history that they make with the attempts. */
@ApplicationScoped
public class DecisionStore {

  private static final String INSERT =
      """
      INSERT INTO sync_error_resolution (org_id, id, error_id, attempt, resolution, operation,
        attributes, choices, discard_dependants, on_own_behalf, reason, resolved_by, resolved_at)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)
      """;
  private static final String FINISH =
      """
      UPDATE sync_error_resolution SET outcome = ?, outcome_at = ?, record_version = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String REFUSE =
      """
      UPDATE sync_error_resolution
      SET outcome = 'refused', outcome_at = ?, refusal_code = ?, refusal_detail = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String IS_REFUSED =
      """
      SELECT 1 AS found FROM sync_error_resolution
      WHERE org_id = ? AND id = ? AND outcome = 'refused'
      """;
  private static final String ATTEMPTS =
      """
      SELECT attempt, failed_at, operation, attributes::text AS attributes, failure::text AS failure
      FROM sync_error_attempt
      WHERE org_id = ? AND error_id = ?
      ORDER BY attempt
      """;

  /** The one that was not refused is the last, whatever clocks said. */
  private static final String DECISIONS =
      """
      SELECT attempt, id, resolution, operation, attributes::text AS attributes,
        choices::text AS choices, discard_dependants, on_own_behalf, reason, resolved_by, resolved_at, outcome, outcome_at, record_version, refusal_code, refusal_detail
      FROM sync_error_resolution
      WHERE org_id = ? AND error_id = ?
      ORDER BY outcome IS DISTINCT FROM 'refused', resolved_at
      """;

  private record Decided(int attempt, SyncErrorResolution decision) {}

  private final Jdbc jdbc;
  private final Json json;

  DecisionStore(Jdbc jdbc, Json json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Stores a decision about an attempt. */
  public void insert(UUID organizationId, UUID errorId, int attempt, SyncErrorResolution decision) {
    jdbc.update(
        INSERT,
        organizationId,
        decision.id(),
        errorId,
        attempt,
        WireNames.of(decision.resolution()),
        WireNames.orNull(decision.operation()),
        json.write(decision.attributes()),
        json.write(decision.choices()),
        decision.discardDependants(),
        decision.onOwnBehalf(),
        decision.reason(),
        decision.resolvedBy(),
        decision.resolvedAt());
  }

  /** Stores what became of a decision. */
  public void finish(
      UUID organizationId,
      UUID id,
      ResolutionOutcome outcome,
      Instant at,
      @Nullable Long recordVersion) {
    jdbc.update(FINISH, WireNames.of(outcome), at, recordVersion, organizationId, id);
  }

  /** Stores that a decision cannot be carried out. */
  public void refuse(UUID organizationId, UUID id, Instant at, ResolutionRefusal refusal) {
    jdbc.update(REFUSE, at, refusal.code(), refusal.detail(), organizationId, id);
  }

  /** Whether a decision cannot be carried out. */
  public boolean isRefused(UUID organizationId, UUID id) {
    return !jdbc.list(IS_REFUSED, row -> row.integer("found"), organizationId, id).isEmpty();
  }

  /** All attempts with the decisions about them, oldest first. */
  List<SyncErrorAttempt> history(UUID organizationId, UUID errorId) {
    Map<Integer, List<SyncErrorResolution>> decisions =
        jdbc.list(DECISIONS, this::readDecision, organizationId, errorId).stream()
            .collect(
                Collectors.groupingBy(
                    Decided::attempt, Collectors.mapping(Decided::decision, Collectors.toList())));
    return jdbc.list(
        ATTEMPTS,
        row -> readAttempt(row, decisions.getOrDefault(row.integer("attempt"), List.of())),
        organizationId,
        errorId);
  }

  private SyncErrorAttempt readAttempt(Columns row, List<SyncErrorResolution> decisions)
      throws SQLException {
    ApplyFailure failure = json.read(row.text("failure"), ApplyFailure.class);
    return new SyncErrorAttempt(
        row.integer("attempt"),
        row.time("failed_at"),
        failure.type(),
        failure.code(),
        failure.message(),
        WireNames.parse(Operation.class, row.text("operation")),
        json.readOrNull(row.textOrNull("attributes"), ObjectNode.class),
        decisions);
  }

  private Decided readDecision(Columns row) throws SQLException {
    String operation = row.textOrNull("operation");
    String outcome = row.textOrNull("outcome");
    return new Decided(
        row.integer("attempt"),
        new SyncErrorResolution(
            row.id("id"),
            WireNames.parse(Resolution.class, row.text("resolution")),
            operation == null ? null : WireNames.parse(Operation.class, operation),
            json.readOrNull(row.textOrNull("attributes"), ObjectNode.class),
            json.readMapOrNull(row.textOrNull("choices"), MergeChoice.class),
            row.flag("discard_dependants"),
            row.flag("on_own_behalf"),
            row.textOrNull("reason"),
            row.id("resolved_by"),
            row.time("resolved_at"),
            outcome == null ? null : WireNames.parse(ResolutionOutcome.class, outcome),
            row.timeOrNull("outcome_at"),
            row.numberOrNull("record_version"),
            readRefusal(row)));
  }

  private static @Nullable ResolutionRefusal readRefusal(Columns row) throws SQLException {
    String code = row.textOrNull("refusal_code");
    return code == null ? null : new ResolutionRefusal(code, row.text("refusal_detail"));
  }
}
