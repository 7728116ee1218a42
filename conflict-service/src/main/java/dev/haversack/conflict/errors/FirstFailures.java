package dev.haversack.conflict.errors;

import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.Json;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.SyncErrorReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes sync errors of actions that are not known to have failed before, all with one statement.
 */
@ApplicationScoped
public class FirstFailures {

  /** An error that is there already is left out, and so is its attempt. */
  private static final String INSERT =
      """
      WITH reported AS (
        SELECT * FROM unnest(
          ?::uuid[], ?::int[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[],
          ?::timestamptz[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[])
          AS r (
            id, attempt, user_id, device_id, entity, record_id, type, failed_at, command,
            transaction_id, operation, attributes, base_version, failure)
      ), made AS (
        INSERT INTO sync_error (org_id, id, version, state, attempt, user_id, device_id, entity,
          record_id, type, failed_at, command, transaction_id)
        SELECT ?::uuid, id, 1, 'active', attempt, user_id, device_id, entity, record_id, type,
          failed_at, command, transaction_id
        FROM reported
        ON CONFLICT (org_id, id) DO NOTHING
        RETURNING org_id, id, attempt
      )
      INSERT INTO sync_error_attempt (org_id, error_id, attempt, failed_at, operation, attributes,
        base_version, failure)
      SELECT m.org_id, m.id, r.attempt, r.failed_at, r.operation, r.attributes::jsonb,
        r.base_version, r.failure::jsonb
      FROM reported r JOIN made m ON m.id = r.id AND m.attempt = r.attempt
      RETURNING error_id
      """;

  /** The caller gives up after ten seconds; what waits for longer would only take connections. */
  private static final String LIMIT_WAITING = "SET LOCAL lock_timeout = '5s'";

  private static final String TURN =
      "SELECT pg_advisory_xact_lock(hashtextextended('haversack.intake/' || ?::uuid, 0))";

  private final Jdbc jdbc;
  private final Json json;

  FirstFailures(Jdbc jdbc, Json json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Lets one call of the organization in at a time, until the transaction ends; to be called before
   * anything is locked. Otherwise two that make errors, and then wait for some that the other has
   * made, could wait for each other. A statement of its own: the next one sees what was committed
   * meanwhile.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void awaitTurn(UUID organizationId) {
    jdbc.update(LIMIT_WAITING);
    jdbc.list(TURN, _ -> true, organizationId);
  }

  /**
   * Makes the errors that there are not yet; after {@link #awaitTurn}.
   *
   * @param reports at most one of each action
   * @return the ids of those that it made
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Set<UUID> insert(UUID organizationId, Collection<SyncErrorReport> reports) {
    return reports.isEmpty()
        ? Set.of()
        : new HashSet<>(
            jdbc.list(
                INSERT,
                row -> row.id("error_id"),
                column(reports, SyncErrorReport::errorId),
                column(reports, SyncErrorReport::attempt),
                column(reports, SyncErrorReport::userId),
                column(reports, SyncErrorReport::deviceId),
                column(reports, SyncErrorReport::entity),
                column(reports, SyncErrorReport::recordId),
                column(reports, report -> WireNames.of(report.failure().type())),
                column(reports, SyncErrorReport::failedAt),
                column(reports, SyncErrorReport::command, Enum::name),
                column(reports, SyncErrorReport::transactionId),
                column(reports, report -> WireNames.of(report.operation())),
                column(reports, report -> json.write(report.attributes())),
                column(reports, SyncErrorReport::baseVersion),
                column(reports, report -> json.write(report.failure())),
                organizationId));
  }

  private static @Nullable String[] column(
      Collection<SyncErrorReport> reports,
      Function<SyncErrorReport, ? extends @Nullable Object> value) {
    return column(reports, value, Object::toString);
  }

  private static <T> @Nullable String[] column(
      Collection<SyncErrorReport> reports,
      Function<SyncErrorReport, ? extends @Nullable T> value,
      Function<? super T, String> text) {
    return reports.stream()
        .map(report -> {
          T present = value.apply(report);
          return present == null ? null : text.apply(present);
        })
        .toArray(String[]::new);
  }
}
