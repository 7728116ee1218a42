package dev.haversack.conflict.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.Json;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.contract.model.SyncErrorState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of sync errors and their attempts. */
@ApplicationScoped
public class SyncErrorStore {

  private static final String FIND =
      """
      SELECT e.id, e.version, e.state, e.attempt, e.resolution_id, e.user_id, e.assigned_to, e.assigned_with_values, e.device_id, e.entity,
        e.command, e.transaction_id, e.record_id, a.failed_at, a.operation, a.attributes::text AS mine, a.base_version,
        a.failure::text AS failure
      FROM sync_error e
      JOIN sync_error_attempt a
        ON a.org_id = e.org_id AND a.error_id = e.id AND a.attempt = e.attempt
      WHERE e.org_id = ? AND e.id = ?
      """;

  /** Taken before reading: what is read afterwards is then the latest of everything. */
  private static final String LOCK =
      "SELECT id FROM sync_error WHERE org_id = ? AND id = ? FOR UPDATE";

  /** In one order, so that two who lock many do not wait for each other. */
  private static final String LOCK_SOME =
      """
      SELECT id FROM sync_error WHERE org_id = ? AND id = ANY (?::uuid[]) ORDER BY id FOR UPDATE
      """;

  private static final String INSERT_ATTEMPT =
      """
      INSERT INTO sync_error_attempt (org_id, error_id, attempt, failed_at, operation, attributes,
        base_version, failure)
      VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb)
      """;
  private static final String REOPEN =
      """
      UPDATE sync_error
      SET version = version + 1, state = 'active', attempt = ?, resolution_id = NULL, type = ?,
        failed_at = ?, transaction_id = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String REPEAT_ATTEMPT =
      """
      INSERT INTO sync_error_attempt (org_id, error_id, attempt, failed_at, operation, attributes,
        base_version, failure)
      SELECT org_id, error_id, ?, failed_at, operation, attributes, base_version, failure
      FROM sync_error_attempt WHERE org_id = ? AND error_id = ? AND attempt = ?
      """;
  private static final String REPEAT =
      """
      UPDATE sync_error
      SET version = version + 1, state = 'active', attempt = ?, resolution_id = NULL
      WHERE org_id = ? AND id = ?
      """;
  private static final String MOVE =
      """
      UPDATE sync_error
      SET version = version + 1, state = ?, resolution_id = ?, settled_at = ?::timestamptz
      WHERE org_id = ? AND id = ?
      """;

  private static final String ASSIGN =
      """
      UPDATE sync_error SET version = version + 1, assigned_to = ?, assigned_with_values = ?
      WHERE org_id = ? AND id = ?
      """;

  private final Jdbc jdbc;
  private final Json json;
  private final Clock clock;

  SyncErrorStore(Jdbc jdbc, Json json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** An error of the organization. */
  public Optional<StoredError> find(UUID organizationId, UUID id) {
    return jdbc.one(FIND, this::read, organizationId, id);
  }

  /** An error of the organization; nobody else changes it until the transaction ends. */
  public Optional<StoredError> lock(UUID organizationId, UUID id) {
    return jdbc.one(LOCK, row -> row.id("id"), organizationId, id)
        .flatMap(locked -> find(organizationId, locked));
  }

  /** Keeps everybody else from changing those of these errors that are known. */
  public void lock(UUID organizationId, Collection<UUID> ids) {
    jdbc.list(
        LOCK_SOME,
        row -> row.id("id"),
        organizationId,
        ids.stream().map(UUID::toString).toArray(String[]::new));
  }

  /** Stores a later failure, which opens the error again. */
  public void reopen(UUID organizationId, SyncErrorReport report) {
    insertAttempt(organizationId, report);
    jdbc.update(
        REOPEN,
        report.attempt(),
        WireNames.of(report.failure().type()),
        report.failedAt(),
        report.transactionId(),
        organizationId,
        report.errorId());
  }

  /** Opens the error again as it was at an earlier attempt, under the number of a later one. */
  public void repeat(UUID organizationId, UUID id, int earlier, int later) {
    jdbc.update(REPEAT_ATTEMPT, later, organizationId, id, earlier);
    jdbc.update(REPEAT, later, organizationId, id);
  }

  /** Stores where the error stands now, within the same attempt. */
  public void move(UUID organizationId, UUID id, ErrorStatus status) {
    Instant settledAt = status instanceof ErrorStatus.Resolved ? clock.instant() : null;
    jdbc.update(
        MOVE, WireNames.of(status.state()), status.decision(), settledAt, organizationId, id);
  }

  /** Stores who is asked to settle it; null for nobody any more. */
  public void assign(UUID organizationId, UUID id, StoredError.@Nullable Assignment assignment) {
    jdbc.update(
        ASSIGN,
        assignment == null ? null : assignment.userId(),
        assignment != null && assignment.withValues(),
        organizationId,
        id);
  }

  private void insertAttempt(UUID organizationId, SyncErrorReport report) {
    jdbc.update(
        INSERT_ATTEMPT,
        organizationId,
        report.errorId(),
        report.attempt(),
        report.failedAt(),
        WireNames.of(report.operation()),
        json.write(report.attributes()),
        report.baseVersion(),
        json.write(report.failure()));
  }

  static @Nullable CommandName commandOf(Columns row) throws SQLException {
    String name = row.textOrNull("command");
    return name == null ? null : CommandName.valueOf(name);
  }

  private static StoredError.@Nullable Assignment assignment(Columns row) throws SQLException {
    UUID userId = row.idOrNull("assigned_to");
    return userId == null
        ? null
        : new StoredError.Assignment(userId, row.flag("assigned_with_values"));
  }

  private StoredError read(Columns row) throws SQLException {
    return new StoredError(
        row.id("id"),
        row.number("version"),
        ErrorStatus.of(
            WireNames.parse(SyncErrorState.class, row.text("state")),
            row.integer("attempt"),
            row.idOrNull("resolution_id")),
        row.id("user_id"),
        assignment(row),
        row.id("device_id"),
        row.text("entity"),
        row.id("record_id"),
        row.time("failed_at"),
        WireNames.parse(Operation.class, row.text("operation")),
        commandOf(row),
        json.readOrNull(row.textOrNull("mine"), ObjectNode.class),
        row.numberOrNull("base_version"),
        row.idOrNull("transaction_id"),
        json.read(row.text("failure"), ApplyFailure.class));
  }
}
