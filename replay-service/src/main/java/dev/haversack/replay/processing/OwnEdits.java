package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a device's actions of former turns entered. */
@ApplicationScoped
class OwnEdits {

  /** How far back in the device's sequence it is looked for, and in how long actions. */
  private static final int LOOKS_BACK = 1_000;

  private static final int LONGEST = 10_000;

  /**
   * In the order of the device. What is not known is for the history of the record to say, or for
   * somebody: what was entered before the last ten actions on a record, what somebody decided
   * about, and what a command made of a record that was not its own.
   */
  private static final String SINCE =
      """
      WITH k AS MATERIALIZED (
        SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[]) AS k (entity, id, seen)
      )
      SELECT k.entity, k.id, own.operation, own.attempt, own.base_version, own.attributes,
        own.sequence
      FROM k CROSS JOIN LATERAL (
        SELECT operation, attempt, coalesce(base_version, 0) AS base_version,
          CASE WHEN content_size <= ? THEN attributes::text END AS attributes, sequence
        FROM action
        WHERE org_id = ? AND device_id = ? AND record_id = k.id AND entity = k.entity
          AND result_version > k.seen AND sequence >= ?
        ORDER BY result_version DESC, sequence DESC LIMIT 10) AS own
      UNION ALL
      SELECT entity, record_id, operation, 2, 0, NULL, sequence FROM action
      WHERE org_id = ? AND device_id = ? AND sequence >= ? AND sequence < ? AND state = 'discarded'
      UNION ALL
      SELECT k.entity, k.id, 'command', 1, 0, NULL, ? FROM k CROSS JOIN LATERAL (
        SELECT FROM command_output
        WHERE org_id = ? AND device_id = ? AND record_id = k.id AND entity = k.entity
          AND version > k.seen) AS made
      ORDER BY 7
      """;

  private final Jdbc jdbc;
  private final JsonColumns json;

  OwnEdits(Jdbc jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What the device had made of records when it made the next actions.
   *
   * @param records with the versions that it had from the server
   * @param first the sequence number of the first of these actions
   * @param last that of the last
   */
  OwnValues of(DeviceKey device, Map<RecordKey, Long> records, long first, long last) {
    OwnValues own = new OwnValues();
    if (records.isEmpty()) {
      return own;
    }
    List<RecordKey> keys = List.copyOf(records.keySet());
    UUID organization = device.organizationId();
    long from = first - LOOKS_BACK;
    jdbc.list(
        SINCE,
        row -> {
          own.did(
              new RecordKey(row.getString(1), row.getObject(2, UUID.class)),
              Names.parse(Operation.class, row.getString(3)),
              row.getInt(4),
              row.getLong(5),
              json.read(row.getString(6), ObjectNode.class));
          return row;
        },
        keys.stream().map(RecordKey::entity).toArray(String[]::new),
        keys.stream().map(key -> key.recordId().toString()).toArray(String[]::new),
        keys.stream().map(key -> String.valueOf(records.get(key))).toArray(String[]::new),
        LONGEST,
        organization,
        device.deviceId(),
        from,
        organization,
        device.deviceId(),
        from,
        last,
        Long.MAX_VALUE,
        organization,
        device.deviceId());
    return own;
  }
}
