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

  /**
   * Since the version that the device had from the server, oldest first; what a command made of a
   * record comes before what left it at that. Of more than a hundred on one record the last ones
   * count.
   */
  private static final String SINCE =
      """
      SELECT k.entity, k.id, own.operation, own.attempt, own.attributes
      FROM unnest(?::text[], ?::uuid[], ?::bigint[]) AS k (entity, id, seen)
      CROSS JOIN LATERAL (
        (SELECT operation, attempt, attributes::text, result_version AS version, sequence
         FROM action
         WHERE org_id = ? AND device_id = ? AND record_id = k.id AND entity = k.entity
           AND result_version > k.seen
         ORDER BY result_version DESC, sequence DESC LIMIT 100)
        UNION ALL
        (SELECT 'command', 1, NULL, version, 0 FROM command_output
         WHERE org_id = ? AND device_id = ? AND record_id = k.id AND entity = k.entity
           AND version > k.seen)) AS own
      ORDER BY own.version, own.sequence
      """;

  private final Jdbc jdbc;
  private final JsonColumns json;

  OwnEdits(Jdbc jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What the device had made of records.
   *
   * @param records with the versions that it had from the server
   */
  OwnValues of(DeviceKey device, Map<RecordKey, Long> records) {
    OwnValues own = new OwnValues();
    if (records.isEmpty()) {
      return own;
    }
    List<RecordKey> keys = List.copyOf(records.keySet());
    jdbc.list(
        SINCE,
        row -> {
          own.did(
              new RecordKey(row.getString(1), row.getObject(2, UUID.class)),
              Names.parse(Operation.class, row.getString(3)),
              row.getInt(4),
              json.read(row.getString(5), ObjectNode.class));
          return row;
        },
        keys.stream().map(RecordKey::entity).toArray(String[]::new),
        keys.stream().map(key -> key.recordId().toString()).toArray(String[]::new),
        keys.stream().map(key -> String.valueOf(records.get(key))).toArray(String[]::new),
        device.organizationId(),
        device.deviceId(),
        device.organizationId(),
        device.deviceId());
    return own;
  }
}
