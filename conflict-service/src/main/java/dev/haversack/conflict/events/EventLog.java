package dev.haversack.conflict.events;

import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.SyncErrorEvent;
import dev.haversack.contract.model.SyncErrorEventKind;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.SyncErrorType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in order. The number of an event is taken last in its transaction and locked until
 * that ends: so who has seen an event has seen all before it.
 */
// What streams and webhooks carry, no JAX-RS signature tells the native compiler.
@RegisterForReflection(targets = SyncErrorEvent.class)
@ApplicationScoped
public class EventLog {

  private static final String NUMBER =
      """
      INSERT INTO event_number (org_id, last) VALUES (?, ?)
      ON CONFLICT (org_id) DO UPDATE SET last = event_number.last + excluded.last
      RETURNING last
      """;
  private static final String INSERT =
      """
      INSERT INTO sync_error_event (org_id, number, kind, error_id, state, type, entity, record_id,
        user_id, assigned_to, caused_by, happened_at)
      SELECT e.org_id, ?::bigint + t.place, ?, e.id, e.state, e.type, e.entity, e.record_id,
        e.user_id, e.assigned_to, ?::uuid, ?
      FROM unnest(?::uuid[]) WITH ORDINALITY t (id, place)
      JOIN sync_error e ON e.org_id = ? AND e.id = t.id
      """;
  private static final String AFTER =
      """
      SELECT number, kind, error_id, state, type, entity, record_id, user_id, assigned_to, caused_by,
        happened_at
      FROM sync_error_event
      WHERE org_id = ? AND number > ?
      ORDER BY number
      LIMIT ?
      """;
  private static final String LAST = "SELECT last FROM event_number WHERE org_id = ?";
  private static final String LAST_OF =
      "SELECT org_id, last FROM event_number WHERE org_id = ANY (?::uuid[])";
  private static final String OLD =
      """
      DELETE FROM sync_error_event WHERE (org_id, number) IN (
        SELECT org_id, number FROM sync_error_event WHERE happened_at < ? ORDER BY happened_at LIMIT ?)
      """;

  private final Jdbc jdbc;
  private final Clock clock;
  private final Event<EventsAdded> events;

  EventLog(Jdbc jdbc, Clock clock, Event<EventsAdded> events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Adds an event, with the error as it stands now; the last thing that a transaction does.
   *
   * @param by who caused it; null where nobody did
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID organizationId, UUID errorId, SyncErrorEventKind kind, @Nullable UUID by) {
    add(organizationId, List.of(errorId), kind, by);
  }

  /**
   * Adds events of a kind, in this order, each with its error as it stands now; the last thing that
   * a transaction does.
   *
   * @param by who caused them; null where nobody did
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(
      UUID organizationId, List<UUID> errorIds, SyncErrorEventKind kind, @Nullable UUID by) {
    if (errorIds.isEmpty()) {
      return;
    }
    long last =
        jdbc.one(NUMBER, row -> row.number("last"), organizationId, (long) errorIds.size())
            .orElseThrow();
    int added =
        jdbc.update(
            INSERT,
            last - errorIds.size(),
            WireNames.of(kind),
            by,
            clock.instant(),
            errorIds.stream().map(UUID::toString).toArray(String[]::new),
            organizationId);
    if (added != errorIds.size()) {
      throw new IllegalStateException("An event of an error that is not there.");
    }
    events.fire(new EventsAdded(organizationId));
  }

  /** The events after a number, in their order. */
  @Transactional
  public List<SyncErrorEvent> after(UUID organizationId, long number, int limit) {
    return jdbc.list(AFTER, EventLog::read, organizationId, number, limit);
  }

  /** Whether an event is kept still. */
  @Transactional
  boolean isKept(UUID organizationId, long number) {
    return after(organizationId, number - 1, 1).stream().anyMatch(e -> e.number() == number);
  }

  /** The number of the last event; 0 where nothing has happened yet. */
  @Transactional
  public long last(UUID organizationId) {
    return jdbc.one(LAST, row -> row.number("last"), organizationId).orElse(0L);
  }

  /** The numbers of the last events of these organizations, where anything happened. */
  @Transactional
  Map<UUID, Long> last(Set<UUID> organizationIds) {
    Map<UUID, Long> found = new HashMap<>();
    jdbc.list(
        LAST_OF,
        row -> found.put(row.id("org_id"), row.number("last")),
        (Object) organizationIds.stream().map(UUID::toString).toArray(String[]::new));
    return found;
  }

  /** Removes events that happened before a time; answers how many. */
  @Transactional
  int clean(Instant before, int limit) {
    return jdbc.update(OLD, before, limit);
  }

  private static SyncErrorEvent read(Columns row) throws SQLException {
    return new SyncErrorEvent(
        row.number("number"),
        WireNames.parse(SyncErrorEventKind.class, row.text("kind")),
        row.id("error_id"),
        WireNames.parse(SyncErrorState.class, row.text("state")),
        WireNames.parse(SyncErrorType.class, row.text("type")),
        row.text("entity"),
        row.id("record_id"),
        row.id("user_id"),
        row.idOrNull("assigned_to"),
        row.idOrNull("caused_by"),
        row.time("happened_at"));
  }
}
