package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.LocalTransactions;
import dev.haversack.replay.queue.Names;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading a device's queue; only ever done by the worker that has claimed the device. */
@ApplicationScoped
class Queue {

  /**
   * Stops before the group gets too large, but always takes the first action; and local
   * transactions as a whole. The last one that is looked at may be cut off: it is beyond the limit.
   * What else there is to do is asked with it: most of the time nothing is.
   */
  private static final String NEXT =
      """
      SELECT n.action_id, n.sequence, n.entity, n.record_id, n.operation, n.attributes::text,
        n.base_version, n.base_values::text, n.attempt, n.overwrite, n.resolution_id, n.command,
        n.transaction_id, n.made_at, n.applied_as, n.merges::text, known.ordered, known.blocked,
        n.former IS NOT NULL
      FROM (
        SELECT
          EXISTS (
            SELECT FROM resolution
            WHERE org_id = d.org_id AND device_id = d.device_id AND state = 'pending') AS ordered,
          EXISTS (
            SELECT FROM action
            WHERE org_id = d.org_id AND device_id = d.device_id
              AND state IN ('failed', 'held')) AS blocked
        FROM (SELECT ?::uuid AS org_id, ?::uuid AS device_id) AS d) AS known
      LEFT JOIN (
        SELECT *, max(total) OVER whole AS whole_total, max(place) OVER whole AS last_place,
          min(place) OVER whole AS first_place
        FROM (
          SELECT *, sum(content_size) OVER (ORDER BY sequence) AS total,
            row_number() OVER (ORDER BY sequence) AS place
          FROM (
            SELECT * FROM action
            WHERE org_id = ? AND device_id = ? AND state = 'queued'
            ORDER BY sequence
            LIMIT ?) AS next_ones) AS measured
        WINDOW whole AS (PARTITION BY coalesce(transaction_id, action_id))) AS n
        ON whole_total <= ? AND last_place <= ? OR first_place = 1
      ORDER BY n.sequence
      """;

  private static final String BLOCKING =
      """
      SELECT sequence, entity, record_id, operation, coalesce(held_behind, action_id), action_id,
        command, transaction_id, CASE WHEN command IS NOT NULL THEN attributes::text END
      FROM action
      WHERE org_id = ? AND device_id = ? AND state IN ('failed', 'held')
      ORDER BY sequence
      """;

  /** One look into the index for each record, as for the ids of new actions. */
  private static final String RESULTS =
      """
      SELECT own.entity, k.id, max(own.version) FROM unnest(?::uuid[]) AS k (id)
      CROSS JOIN LATERAL (
        (SELECT entity, result_version AS version FROM action
         WHERE org_id = ? AND device_id = ? AND record_id = k.id AND result_version IS NOT NULL
         ORDER BY result_version DESC LIMIT 100)
        UNION ALL
        (SELECT entity, version FROM command_output
         WHERE org_id = ? AND device_id = ? AND record_id = k.id LIMIT 100)) AS own
      GROUP BY own.entity, k.id
      """;

  private static final String HOLD =
      """
      UPDATE action SET state = 'held', held_behind = ?
      WHERE org_id = ? AND device_id = ? AND sequence = ?
      """;

  private static final String FOLLOW_ON =
      """
      UPDATE action SET held_behind = ?
      WHERE org_id = ? AND device_id = ? AND state = 'held' AND held_behind = ?
      """;
  private static final String RAISE =
      """
      UPDATE action SET attempt = attempt + 1
      WHERE org_id = ? AND device_id = ? AND sequence = ?
      """;

  private final Jdbc jdbc;
  private final JsonColumns json;
  private final ProcessingConfiguration configuration;

  Queue(Jdbc jdbc, JsonColumns json, ProcessingConfiguration configuration) {
    this.jdbc = jdbc;
    this.json = json;
    this.configuration = configuration;
  }

  /**
   * What there is to do for a device.
   *
   * @param actions the actions that come next, in their order
   * @param ordered whether somebody has decided about failed ones
   * @param blocked whether any have failed or are held
   */
  record Next(List<QueuedAction> actions, boolean ordered, boolean blocked) {}

  /** One row of the answer; there is always one, if need be without an action. */
  private record Seen(@Nullable QueuedAction action, boolean ordered, boolean blocked) {}

  private Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        row.getObject(1) == null ? null : action(row), row.getBoolean(17), row.getBoolean(18));
  }

  /** What there is to do. */
  Next next(DeviceKey device) {
    List<Seen> rows =
        jdbc.list(
            NEXT,
            this::seen,
            device.organizationId(),
            device.deviceId(),
            device.organizationId(),
            device.deviceId(),
            configuration.maxActions() + LocalTransactions.LARGEST,
            configuration.maxContents().asLongValue(),
            configuration.maxActions());
    Seen first = rows.getFirst();
    List<QueuedAction> actions = rows.stream().map(Seen::action).filter(Objects::nonNull).toList();
    return new Next(actions, first.ordered(), first.blocked());
  }

  /** The rules, knowing what has failed or is held. */
  HoldRules holdRules(DeviceKey device) {
    HoldRules rules = new HoldRules();
    jdbc.list(
        BLOCKING,
        row -> {
          rules.block(Blocking.of(blocking(row), row.getObject(5, UUID.class)));
          return row;
        },
        device.organizationId(),
        device.deviceId());
    return rules;
  }

  /** The newest versions that the device's own actions made of these records. */
  Map<RecordKey, Long> resultVersions(DeviceKey device, Collection<UUID> records) {
    Map<RecordKey, Long> versions = new HashMap<>();
    String[] ids = records.stream().map(UUID::toString).toArray(String[]::new);
    jdbc.list(
        RESULTS,
        row ->
            versions.put(
                new RecordKey(row.getString(1), row.getObject(2, UUID.class)), row.getLong(3)),
        ids,
        device.organizationId(),
        device.deviceId(),
        device.organizationId(),
        device.deviceId());
    return versions;
  }

  /** Holds actions, each behind its failed one. */
  void hold(DeviceKey device, Map<QueuedAction, UUID> held) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    held.forEach((action, root) ->
        rows.add(
            new @Nullable Object[] {
              root, device.organizationId(), device.deviceId(), action.sequence()
            }));
    jdbc.batch(HOLD, rows);
    followOn(device, held);
  }

  /**
   * What waited behind an action that waits itself now, though somebody had sent it on, waits for
   * the same failed action from now on: nobody settles the one that it waited for.
   */
  private void followOn(DeviceKey device, Map<QueuedAction, UUID> held) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    held.forEach((action, root) -> {
      if (action.attempt() > 1) {
        rows.add(
            new @Nullable Object[] {
              root, device.organizationId(), device.deviceId(), action.actionId()
            });
      }
    });
    jdbc.batch(FOLLOW_ON, rows);
  }

  /** Goes on to the next attempt of each of these actions, without having decided the present. */
  void raiseAttempts(DeviceKey device, List<QueuedAction> actions) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    actions.forEach(action ->
        rows.add(
            new @Nullable Object[] {
              device.organizationId(), device.deviceId(), action.sequence()
            }));
    jdbc.batch(RAISE, rows);
  }

  /** As much of an action as matters to those that come after it. */
  private QueuedAction blocking(ResultSet row) throws SQLException {
    return new QueuedAction(
        row.getObject(6, UUID.class),
        row.getLong(1),
        new RecordKey(row.getString(2), row.getObject(3, UUID.class)),
        Names.parse(Operation.class, row.getString(4)),
        Names.parseOrNull(CommandName.class, row.getString(7)),
        row.getObject(8, UUID.class),
        json.read(row.getString(9), ObjectNode.class),
        null,
        null,
        null,
        1,
        false,
        null,
        null,
        null,
        false);
  }

  private QueuedAction action(ResultSet row) throws SQLException {
    return new QueuedAction(
        row.getObject(1, UUID.class),
        row.getLong(2),
        new RecordKey(row.getString(3), row.getObject(4, UUID.class)),
        Names.parse(Operation.class, row.getString(5)),
        Names.parseOrNull(CommandName.class, row.getString(12)),
        row.getObject(13, UUID.class),
        json.read(row.getString(6), ObjectNode.class),
        row.getObject(7, Long.class),
        json.read(row.getString(8), ObjectNode.class),
        Optional.ofNullable(row.getTimestamp(14)).map(Timestamp::toInstant).orElse(null),
        row.getInt(9),
        row.getBoolean(10),
        row.getObject(11, UUID.class),
        json.list(row.getString(16), AttributeMerge.class),
        row.getObject(15, UUID.class),
        row.getBoolean(19));
  }
}
