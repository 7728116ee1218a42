package dev.haversack.conflict.webhooks;

import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.SyncErrorEventKind;
import dev.haversack.contract.model.Webhook;
import dev.haversack.contract.model.WebhookStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of webhooks, in the caller's transaction. */
@ApplicationScoped
class WebhookStore {

  private static final String SHOWN =
      """
      SELECT w.id, w.url, array_to_string(w.kinds, ',') AS kinds, w.active, w.delivered, w.missed,
        w.failures, w.next_attempt_at, w.last_success_at, w.last_failure_at, w.last_failure,
        greatest(coalesce(n.last, 0) - w.delivered, 0) AS waiting
      FROM webhook w LEFT JOIN event_number n USING (org_id)
      WHERE w.org_id = ?
      """;
  private static final String ONE = SHOWN + "AND w.id = ?";
  private static final String ALL = SHOWN + "ORDER BY w.id";
  private static final String INSERT =
      """
      INSERT INTO webhook (org_id, id, url, kinds, active, secret, delivered, next_attempt_at)
      VALUES (?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?)
      ON CONFLICT (org_id, id) DO NOTHING
      """;

  /** What happened while it was switched off is not told later. */
  private static final String UPDATE =
      """
      UPDATE webhook
      SET url = ?, kinds = string_to_array(?, ','), secret = coalesce(?, secret), failures = 0,
        next_attempt_at = ?, delivered = CASE WHEN active THEN delivered ELSE ? END, active = ?
      WHERE org_id = ? AND id = ?
      """;

  private static final String DELETE = "DELETE FROM webhook WHERE org_id = ? AND id = ?";

  /** A time far ahead was set by a clock that has jumped back since: it counts as due. */
  private static final String TAKE =
      """
      UPDATE webhook SET next_attempt_at = ?
      WHERE (org_id, id) IN (
        SELECT w.org_id, w.id
        FROM webhook w JOIN event_number n USING (org_id)
        WHERE w.active AND w.delivered < n.last
          AND (w.next_attempt_at <= ? OR w.next_attempt_at > ?)
        ORDER BY w.next_attempt_at
        LIMIT 1
        FOR UPDATE OF w SKIP LOCKED)
      RETURNING org_id, id, url, array_to_string(kinds, ',') AS kinds, secret, delivered, failures
      """;

  /** Two who make webhooks of one organization come one after the other. */
  private static final String ONE_AT_A_TIME =
      "SELECT true AS done FROM pg_advisory_xact_lock(hashtextextended('webhooks ' || ?, 0))";

  private static final String TOLD =
      """
      UPDATE webhook
      SET delivered = greatest(delivered, ?), missed = missed + ?, failures = 0, next_attempt_at = ?,
        last_success_at = coalesce(?::timestamptz, last_success_at)
      WHERE org_id = ? AND id = ?
      """;
  private static final String FAILED =
      """
      UPDATE webhook
      SET failures = failures + 1, next_attempt_at = ?, last_failure_at = ?, last_failure = ?,
        active = active AND ?
      WHERE org_id = ? AND id = ?
      """;

  private final Jdbc jdbc;

  WebhookStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Lets one change of an organization's webhooks in at a time, until the transaction ends. */
  void lock(UUID organizationId) {
    jdbc.list(ONE_AT_A_TIME, row -> row.flag("done"), organizationId.toString());
  }

  List<Webhook> all(UUID organizationId) {
    return jdbc.list(ALL, WebhookStore::shown, organizationId);
  }

  Optional<Webhook> find(UUID organizationId, UUID id) {
    return jdbc.one(ONE, WebhookStore::shown, organizationId, id);
  }

  /**
   * Stores a new one.
   *
   * @param from the number of the last event that it need not be told
   */
  boolean insert(UUID organizationId, Webhook webhook, long from, Instant now) {
    return jdbc.update(
            INSERT,
            organizationId,
            webhook.id(),
            webhook.url(),
            names(webhook.kinds()),
            webhook.active(),
            webhook.secret(),
            from,
            now)
        == 1;
  }

  void update(UUID organizationId, Webhook webhook, long last, Instant now) {
    jdbc.update(
        UPDATE,
        webhook.url(),
        names(webhook.kinds()),
        webhook.secret(),
        now,
        last,
        webhook.active(),
        organizationId,
        webhook.id());
  }

  boolean delete(UUID organizationId, UUID id) {
    return jdbc.update(DELETE, organizationId, id) == 1;
  }

  /**
   * Takes one that is to be told something.
   *
   * @param until nobody else takes it before
   */
  Optional<StoredWebhook> take(Instant now, Instant farAhead, Instant until) {
    return jdbc.one(TAKE, WebhookStore::stored, until, now, farAhead);
  }

  /**
   * Notes how far it was told.
   *
   * @param missed how many events were not there any more
   * @param at when it received something; null when there was nothing of interest
   */
  void told(StoredWebhook webhook, long delivered, long missed, @Nullable Instant at, Instant now) {
    jdbc.update(TOLD, delivered, missed, now, at, webhook.organizationId(), webhook.id());
  }

  /**
   * Notes that it did not receive something.
   *
   * @param active whether to go on; one that was switched off meanwhile stays off
   */
  void failed(StoredWebhook webhook, String why, Instant next, boolean active, Instant now) {
    jdbc.update(FAILED, next, now, why, active, webhook.organizationId(), webhook.id());
  }

  private static @Nullable String names(@Nullable List<SyncErrorEventKind> kinds) {
    return kinds == null ? null : String.join(",", kinds.stream().map(WireNames::of).toList());
  }

  private static @Nullable List<SyncErrorEventKind> kinds(@Nullable String names) {
    return names == null
        ? null
        : Stream.of(names.split(","))
            .filter(name -> !name.isEmpty())
            .map(name -> WireNames.parse(SyncErrorEventKind.class, name))
            .toList();
  }

  private static StoredWebhook stored(Columns row) throws SQLException {
    return new StoredWebhook(
        row.id("org_id"),
        row.id("id"),
        row.text("url"),
        kinds(row.textOrNull("kinds")),
        row.text("secret"),
        row.number("delivered"),
        row.integer("failures"));
  }

  private static Webhook shown(Columns row) throws SQLException {
    int failures = row.integer("failures");
    return new Webhook(
        row.id("id"),
        row.text("url"),
        kinds(row.textOrNull("kinds")),
        row.flag("active"),
        null,
        new WebhookStatus(
            row.number("delivered"),
            row.flag("active") ? row.number("waiting") : 0,
            row.number("missed"),
            failures,
            row.timeOrNull("last_success_at"),
            row.timeOrNull("last_failure_at"),
            row.textOrNull("last_failure"),
            failures == 0 || !row.flag("active") ? null : row.timeOrNull("next_attempt_at")));
  }
}
