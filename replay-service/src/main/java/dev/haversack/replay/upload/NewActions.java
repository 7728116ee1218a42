package dev.haversack.replay.upload;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.jdbc.SqlFailure;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import dev.haversack.replay.upload.Repeats.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The actions as uploads see them: what is there already, and putting new ones into the queue. */
@ApplicationScoped
class NewActions {

  private static final String KNOWN =
      """
      SELECT sequence, action_id, content_hash FROM action
      WHERE org_id = ? AND device_id = ? AND sequence BETWEEN ? AND ?
      """;
  private static final String TRANSACTIONS =
      """
      SELECT used.transaction_id FROM unnest(?::uuid[]) AS k (id)
      CROSS JOIN LATERAL (
        SELECT transaction_id FROM action
        WHERE org_id = ? AND device_id = ? AND transaction_id = k.id LIMIT 1) AS used
      """;

  /**
   * One look into the index for each id, whatever the statistics say: for many ids at once a table
   * that has just been filled looks as if reading all of it were cheaper.
   */
  private static final String TAKEN =
      """
      SELECT taken.action_id FROM unnest(?::uuid[]) AS k (id)
      CROSS JOIN LATERAL (
        SELECT action_id FROM action WHERE org_id = ? AND action_id = k.id LIMIT 1) AS taken
      """;

  private static final String ADD =
      """
      INSERT INTO action (
        org_id, device_id, sequence, action_id, content_hash, entity, record_id, operation,
        attributes, base_version, base_values, made_at, content_size, command, transaction_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, ?, ?)
      """;

  private final Jdbc jdbc;
  private final JsonColumns json;
  private final UploadConfiguration configuration;

  NewActions(Jdbc jdbc, JsonColumns json, UploadConfiguration configuration) {
    this.jdbc = jdbc;
    this.json = json;
    this.configuration = configuration;
  }

  /** What is stored between two sequence numbers. */
  Map<Long, Known> known(DeviceKey device, long first, long last) {
    Map<Long, Known> known = new HashMap<>();
    jdbc.list(
        KNOWN,
        row -> known.put(row.getLong(1), new Known(row.getObject(2, UUID.class), row.getBytes(3))),
        device.organizationId(),
        device.deviceId(),
        first,
        last);
    return known;
  }

  /** Those of these local transactions that actions of the device belong to already. */
  Set<UUID> transactions(DeviceKey device, Set<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.list(
                TRANSACTIONS,
                row -> row.getObject(1, UUID.class),
                ids.stream().map(UUID::toString).toArray(String[]::new),
                device.organizationId(),
                device.deviceId()));
  }

  /** The ids among those of these actions that the organization's actions have already. */
  List<UUID> taken(DeviceKey device, List<HashedAction> actions) {
    String[] ids = actions.stream().map(a -> a.id().toString()).toArray(String[]::new);
    return jdbc.list(TAKEN, row -> row.getObject(1, UUID.class), ids, device.organizationId());
  }

  /**
   * Puts actions into the queue.
   *
   * @throws ProblemException {@code too-large} for an action over the limit; {@code
   *     action-id-reused} when another device uploads one with the same id at this moment
   */
  void add(DeviceKey device, List<HashedAction> actions) {
    try {
      jdbc.batch(ADD, actions.stream().map(action -> row(device, action)).toList());
    } catch (SqlFailure e) {
      if (e.breaksUnique("action_id_once")) {
        throw ProblemException.of(
            ProblemCode.ACTION_ID_REUSED, "Another device is using one of the action ids.");
      }
      throw e;
    }
  }

  private @Nullable Object[] row(DeviceKey device, HashedAction hashed) {
    UploadAction action = hashed.action();
    String attributes = json.write(action.attributes());
    String baseValues = json.write(action.baseValues());
    return new @Nullable Object[] {
      device.organizationId(),
      device.deviceId(),
      action.sequence(),
      action.actionId(),
      hashed.hash(),
      action.entity(),
      action.recordId(),
      Names.of(action.operation()),
      attributes,
      action.baseVersion(),
      baseValues,
      action.madeAt(),
      size(action, length(attributes) + length(baseValues)),
      action.command() == null ? null : Names.of(action.command()),
      action.transactionId()
    };
  }

  private int size(UploadAction action, int size) {
    long most = configuration.maxActionSize().asLongValue();
    if (size > most) {
      String message =
          "Action " + action.sequence() + " holds " + size + " characters; " + most + " may.";
      throw ProblemException.of(
          ProblemCode.TOO_LARGE,
          message,
          List.of(new FieldError("actions", ProblemCode.TOO_LARGE.code(), message)));
    }
    return size;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
