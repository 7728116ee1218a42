package dev.haversack.replay.upload;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import dev.haversack.replay.upload.Repeats.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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

  /** Those of the ids that belonged to other actions before. */
  private static final String TAKEN =
      """
      SELECT action_id FROM action
      WHERE org_id = ? AND action_id = ANY (?::uuid[]) AND NOT (device_id = ? AND sequence >= ?)
      """;

  /**
   * All with one statement. An id that is taken is left out, and so noticed; one that is there is
   * only looked at, since its row may be locked by a turn, and one that another device is using at
   * this moment is waited for. {@code OFFSET 0} has each looked up by itself: a plan that was kept
   * from when there were few actions would read all ids of the organization.
   */
  static final String ADD =
      """
      INSERT INTO action (
        org_id, device_id, sequence, action_id, content_hash, entity, record_id, operation,
        attributes, base_version, base_values, made_at, content_size, content_before, command,
        transaction_id)
      SELECT ?, ?, a.sequence, a.action_id, a.content_hash, a.entity, a.record_id, a.operation,
        a.attributes::jsonb, a.base_version, a.base_values::jsonb, a.made_at, a.content_size,
        a.content_before, a.command, a.transaction_id
      FROM unnest(
        ?::bigint[], ?::uuid[], ?::bytea[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[],
        ?::text[], ?::timestamptz[], ?::int[], ?::bigint[], ?::text[], ?::uuid[])
        AS a (
          sequence, action_id, content_hash, entity, record_id, operation, attributes,
          base_version, base_values, made_at, content_size, content_before, command, transaction_id)
      WHERE NOT EXISTS (
        SELECT FROM action taken WHERE taken.org_id = ? AND taken.action_id = a.action_id OFFSET 0)
      ON CONFLICT (org_id, action_id) DO NOTHING
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

  /**
   * Actions as they are going to be stored.
   *
   * @param actions the actions
   * @param columns what is stored of them, column by column
   * @param size how much it is
   */
  record Prepared(List<HashedAction> actions, Columns columns, Waiting size) {}

  /**
   * Prepares actions.
   *
   * @param before how much the device has uploaded before
   * @throws ProblemException {@code too-large} for an action over the limit
   */
  Prepared prepare(List<HashedAction> actions, long before) {
    Columns columns = new Columns();
    long sum = before;
    for (HashedAction action : actions) {
      columns.sums.add(sum);
      sum += add(columns, action);
    }
    return new Prepared(actions, columns, new Waiting(actions.size(), sum - before));
  }

  /**
   * Puts actions into the queue; if it returns any, not all of them.
   *
   * @return the ids among those of these actions that other actions have already
   */
  List<UUID> add(DeviceKey device, Prepared prepared) {
    int added = jdbc.update(ADD, prepared.columns().values(device));
    return added == prepared.actions().size()
        ? List.of()
        : taken(device, prepared.actions(), added);
  }

  private List<UUID> taken(DeviceKey device, List<HashedAction> actions, int added) {
    List<UUID> taken =
        jdbc.list(
            TAKEN,
            row -> row.getObject(1, UUID.class),
            device.organizationId(),
            actions.stream().map(action -> action.id().toString()).toArray(String[]::new),
            device.deviceId(),
            actions.getFirst().sequence());
    if (taken.size() != actions.size() - added) {
      throw new IllegalStateException(
          "Of %d actions %d were added, but %d were taken."
              .formatted(actions.size(), added, taken.size()));
    }
    return taken;
  }

  private int add(Columns columns, HashedAction hashed) {
    UploadAction action = hashed.action();
    String attributes = json.write(action.attributes());
    String baseValues = json.write(action.baseValues());
    columns.sequences.add(action.sequence());
    columns.ids.add(action.actionId().toString());
    columns.hashes.add(hashed.hash());
    columns.entities.add(action.entity());
    columns.records.add(action.recordId().toString());
    columns.operations.add(Names.of(action.operation()));
    columns.attributes.add(attributes);
    columns.baseVersions.add(action.baseVersion());
    columns.baseValues.add(baseValues);
    columns.times.add(text(action.madeAt()));
    int size = size(action, length(attributes) + length(baseValues));
    columns.sizes.add(size);
    columns.commands.add(action.command() == null ? null : Names.of(action.command()));
    columns.transactions.add(text(action.transactionId()));
    return size;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Actions as columns, for one statement. */
  static final class Columns {
    private final List<Long> sequences = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private final List<String> entities = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();
    private final List<@Nullable String> attributes = new ArrayList<>();
    private final List<@Nullable Long> baseVersions = new ArrayList<>();
    private final List<@Nullable String> baseValues = new ArrayList<>();
    private final List<@Nullable String> times = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Long> sums = new ArrayList<>();
    private final List<@Nullable String> commands = new ArrayList<>();
    private final List<@Nullable String> transactions = new ArrayList<>();

    /** In the order of the statement. */
    @Nullable Object[] values(DeviceKey device) {
      return new @Nullable Object[] {
        device.organizationId(),
        device.deviceId(),
        sequences.toArray(Long[]::new),
        texts(ids),
        hashes.toArray(byte[][]::new),
        texts(entities),
        texts(records),
        texts(operations),
        texts(attributes),
        baseVersions.toArray(Long[]::new),
        texts(baseValues),
        texts(times),
        sizes.toArray(Integer[]::new),
        sums.toArray(Long[]::new),
        texts(commands),
        texts(transactions),
        device.organizationId()
      };
    }

    private static @Nullable String[] texts(List<? extends @Nullable String> column) {
      return column.toArray(String[]::new);
    }
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
