package dev.haversack.replay.resolution;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.DeviceWork;
import dev.haversack.replay.queue.Names;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes orders in durably; the worker that claims the device next carries them out. */
@ApplicationScoped
class ResolutionOrders {

  private static final String TARGET =
      """
      SELECT device_id, operation, attributes IS NOT NULL, transaction_id IS NOT NULL FROM action
      WHERE org_id = ? AND action_id = ?
      """;
  private static final String KNOWN =
      "SELECT 1 FROM resolution WHERE org_id = ? AND resolution_id = ?";
  private static final String ADD =
      """
      INSERT INTO resolution (
        org_id, resolution_id, device_id, action_id, attempt, apply, operation, attributes,
        base_version, discard_dependants, merges, on_own_behalf, resolved_by, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?)
      ON CONFLICT (org_id, resolution_id) DO NOTHING
      """;

  private record Target(
      UUID deviceId, Operation operation, boolean hasAttributes, boolean inTransaction) {}

  private final Jdbc jdbc;
  private final JsonColumns json;
  private final Clock clock;
  private final DeviceWork work;

  ResolutionOrders(Jdbc jdbc, JsonColumns json, Clock clock, DeviceWork work) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.work = work;
  }

  /**
   * Stores an order; one that is there already changes nothing, and is not looked at again: what it
   * was judged by may have changed since, and the sender takes a refusal as final.
   *
   * @throws ProblemException {@code not-found} for an action that the organization does not have;
   *     {@code validation-failed} for contents that no action can have
   */
  @Transactional
  void accept(UUID organizationId, ResolutionOrder order) {
    if (jdbc.first(KNOWN, row -> row.getInt(1), organizationId, order.resolutionId()).isPresent()) {
      return;
    }
    Target target =
        jdbc.first(TARGET, ResolutionOrders::target, organizationId, order.actionId())
            .orElseThrow(() ->
                ProblemException.of(
                    ProblemCode.NOT_FOUND, "The organization has no action with this id."));
    checkContents(order, target);
    DeviceKey device = new DeviceKey(organizationId, target.deviceId());
    if (add(device, order)) {
      Writes writes = new Writes();
      work.add(writes, device);
      jdbc.send(writes);
    }
  }

  private static void checkContents(ResolutionOrder order, Target target) {
    Operation operation = order.operation() == null ? target.operation() : order.operation();
    if (order.apply()
        && operation.needsAttributes()
        && order.attributes() == null
        && !target.hasAttributes()) {
      throw refused("attributes", "A create or update needs attributes.");
    }
    if (order.onOwnBehalf() && !operation.writes()) {
      throw refused("onOwnBehalf", "Nobody follows records on another's behalf.");
    }
    if (order.onOwnBehalf() && target.inTransaction()) {
      throw refused(
          "onOwnBehalf", "The actions of a local transaction are applied with one user's rights.");
    }
    String fault = order.attributes() == null ? null : StorableValues.fault(order.attributes());
    if (fault != null) {
      throw refused("attributes", fault);
    }
  }

  private static ProblemException refused(String field, String message) {
    return ProblemException.of(
        ProblemCode.VALIDATION_FAILED,
        message,
        List.of(new FieldError(field, ProblemCode.VALIDATION_FAILED.code(), message)));
  }

  private static Target target(ResultSet row) throws SQLException {
    return new Target(
        row.getObject(1, UUID.class),
        Names.parse(Operation.class, row.getString(2)),
        row.getBoolean(3),
        row.getBoolean(4));
  }

  private boolean add(DeviceKey device, ResolutionOrder order) {
    return jdbc.update(
            ADD,
            device.organizationId(),
            order.resolutionId(),
            device.deviceId(),
            order.actionId(),
            order.attempt(),
            order.apply(),
            nameOf(order.operation()),
            json.write(order.attributes()),
            order.baseVersion(),
            Boolean.TRUE.equals(order.discardDependants()),
            json.write(order.merges()),
            order.onOwnBehalf(),
            order.resolvedBy(),
            clock.instant())
        == 1;
  }

  private static @Nullable String nameOf(@Nullable Operation operation) {
    return operation == null ? null : Names.of(operation);
  }
}
