package dev.haversack.conflict.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.Json;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionOutcome;
import dev.haversack.contract.model.SyncErrorAttempt;
import dev.haversack.contract.model.SyncErrorResolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of decisions, and the history that they make with the attempts. */
@ApplicationScoped
public class DecisionStore {

  private static final String INSERT =
      """
      INSERT INTO sync_error_resolution (org_id, id, error_id, attempt, resolution, operation,
        attributes, reason, resolved_by, resolved_at)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
      """;
  private static final String FINISH =
      """
      UPDATE sync_error_resolution SET outcome = ?, outcome_at = ?, record_version = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String HISTORY =
      """
      SELECT a.attempt, a.failed_at, a.operation AS tried, a.attributes::text AS mine,
        a.failure::text AS failure, r.id, r.resolution, r.operation, r.attributes::text AS attributes,
        r.reason, r.resolved_by, r.resolved_at, r.outcome, r.outcome_at, r.record_version
      FROM sync_error_attempt a
      LEFT JOIN sync_error_resolution r
        ON r.org_id = a.org_id AND r.error_id = a.error_id AND r.attempt = a.attempt
      WHERE a.org_id = ? AND a.error_id = ?
      ORDER BY a.attempt
      """;

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

  /** All attempts with the decisions about them, oldest first. */
  List<SyncErrorAttempt> history(UUID organizationId, UUID errorId) {
    return jdbc.list(HISTORY, this::read, organizationId, errorId);
  }

  private SyncErrorAttempt read(Columns row) throws SQLException {
    ApplyFailure failure = json.read(row.text("failure"), ApplyFailure.class);
    return new SyncErrorAttempt(
        row.integer("attempt"),
        row.time("failed_at"),
        failure.type(),
        failure.code(),
        failure.message(),
        WireNames.parse(Operation.class, row.text("tried")),
        json.readOrNull(row.textOrNull("mine"), ObjectNode.class),
        row.idOrNull("id") == null ? null : readDecision(row));
  }

  private SyncErrorResolution readDecision(Columns row) throws SQLException {
    String operation = row.textOrNull("operation");
    String outcome = row.textOrNull("outcome");
    return new SyncErrorResolution(
        row.id("id"),
        WireNames.parse(Resolution.class, row.text("resolution")),
        operation == null ? null : WireNames.parse(Operation.class, operation),
        json.readOrNull(row.textOrNull("attributes"), ObjectNode.class),
        row.textOrNull("reason"),
        row.id("resolved_by"),
        row.time("resolved_at"),
        outcome == null ? null : WireNames.parse(ResolutionOutcome.class, outcome),
        row.timeOrNull("outcome_at"),
        row.numberOrNull("record_version"));
  }
}
