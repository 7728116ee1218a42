package dev.haversack.replay.upload;

import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of actions, read for receipts. */
@ApplicationScoped
class Outcomes {

  private static final String COLUMNS =
      """
      SELECT action_id, sequence, entity, record_id, operation, state, result_version, attempt,
        failure::text, held_behind, command, transaction_id, also_changed::text,
        CASE WHEN state = 'merged' THEN merges::text END,
        (SELECT r.resolved_by FROM resolution r
         WHERE a.state = 'discarded' AND r.org_id = a.org_id AND r.resolution_id = a.resolution_id)
      FROM action a
      WHERE org_id = ? AND device_id = ?
      """;
  private static final String BETWEEN = COLUMNS + "AND sequence BETWEEN ? AND ? ORDER BY sequence";
  private static final String PAGE = COLUMNS + "AND sequence > ? ORDER BY sequence LIMIT ?";
  private static final String PAGE_OF_STATE =
      COLUMNS + "AND sequence > ? AND state = ? ORDER BY sequence LIMIT ?";
  private static final String FIRST_TRIED =
      COLUMNS
          + """
          AND sequence > ? AND sequence < coalesce(
            (SELECT min(q.sequence) FROM action q
             WHERE q.org_id = a.org_id AND q.device_id = a.device_id AND q.state = 'queued'
               AND q.sequence > ?),
            9223372036854775807)
          ORDER BY sequence
          LIMIT ?
          """;
  private static final String CHOSEN =
      COLUMNS + "AND sequence = ANY (?::bigint[]) ORDER BY sequence";
  private static final String STATES =
      """
      SELECT sequence, state, attempt FROM action
      WHERE org_id = ? AND device_id = ? AND sequence = ANY (?::bigint[])
      """;
  private static final String OPEN_OR_SETTLED_SINCE =
      COLUMNS
          + """
          AND sequence > ? AND sequence <= ? AND (state IN ('queued', 'failed', 'held') OR settled_at >= ?)
          ORDER BY sequence
          LIMIT ?
          """;
  private static final String ANY_QUEUED =
      """
      SELECT 1 FROM action
      WHERE org_id = ? AND device_id = ? AND sequence BETWEEN ? AND ? AND state = 'queued'
      LIMIT 1
      """;
  private static final String COUNTS =
      "SELECT state, count(*) FROM action WHERE org_id = ? AND device_id = ? GROUP BY state";

  private final Jdbc jdbc;
  private final JsonColumns json;

  Outcomes(Jdbc jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  boolean anyQueued(DeviceKey device, long first, long last) {
    return jdbc.first(ANY_QUEUED, row -> 1, device.organizationId(), device.deviceId(), first, last)
        .isPresent();
  }

  List<ActionOutcome> between(DeviceKey device, long first, long last) {
    return jdbc.list(
        BETWEEN, this::outcome, device.organizationId(), device.deviceId(), first, last);
  }

  /** What has been tried, or waits, after a sequence number, before anything that is queued. */
  List<ActionOutcome> firstTried(DeviceKey device, long after, int limit) {
    return jdbc.list(
        FIRST_TRIED,
        this::outcome,
        device.organizationId(),
        device.deviceId(),
        after,
        after,
        limit);
  }

  /**
   * Where an action stands.
   *
   * @param attempt how often it has been tried
   */
  record Standing(ActionState state, int attempt) {}

  /** Where the actions with these sequence numbers stand. */
  Map<Long, Standing> standings(DeviceKey device, Collection<Long> sequences) {
    Map<Long, Standing> found = new HashMap<>();
    if (!sequences.isEmpty()) {
      jdbc.list(
          STATES,
          row ->
              found.put(
                  row.getLong(1),
                  new Standing(Names.parse(ActionState.class, row.getString(2)), row.getInt(3))),
          device.organizationId(),
          device.deviceId(),
          sequences.stream().map(String::valueOf).toArray(String[]::new));
    }
    return found;
  }

  /** The actions with these sequence numbers. */
  List<ActionOutcome> chosen(DeviceKey device, Collection<Long> sequences) {
    return sequences.isEmpty()
        ? List.of()
        : jdbc.list(
            CHOSEN,
            this::outcome,
            device.organizationId(),
            device.deviceId(),
            sequences.stream().map(String::valueOf).toArray(String[]::new));
  }

  /** What is not settled between two sequence numbers, or was settled at a time or later. */
  List<ActionOutcome> openOrSettledSince(
      DeviceKey device, long after, long through, Instant since, int limit) {
    return jdbc.list(
        OPEN_OR_SETTLED_SINCE,
        this::outcome,
        device.organizationId(),
        device.deviceId(),
        after,
        through,
        since,
        limit);
  }

  List<ActionOutcome> page(DeviceKey device, @Nullable ActionState state, long after, int limit) {
    UUID org = device.organizationId();
    UUID id = device.deviceId();
    return state == null
        ? jdbc.list(PAGE, this::outcome, org, id, after, limit)
        : jdbc.list(PAGE_OF_STATE, this::outcome, org, id, after, Names.of(state), limit);
  }

  Map<ActionState, Long> counts(DeviceKey device) {
    Map<ActionState, Long> counts = new EnumMap<>(ActionState.class);
    jdbc.list(
        COUNTS,
        row -> counts.put(Names.parse(ActionState.class, row.getString(1)), row.getLong(2)),
        device.organizationId(),
        device.deviceId());
    return counts;
  }

  private ActionOutcome outcome(ResultSet row) throws SQLException {
    return new ActionOutcome(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getString(3),
        row.getObject(4, UUID.class),
        Names.parse(Operation.class, row.getString(5)),
        Names.parseOrNull(CommandName.class, row.getString(11)),
        row.getObject(12, UUID.class),
        Names.parse(ActionState.class, row.getString(6)),
        row.getObject(7, Long.class),
        json.list(row.getString(13), ChangedRecord.class),
        json.list(row.getString(14), AttributeMerge.class),
        row.getInt(8),
        json.read(row.getString(9), ApplyFailure.class),
        row.getObject(15, UUID.class),
        row.getObject(10, UUID.class));
  }
}
