package dev.haversack.replay.processing;

import dev.haversack.contract.model.SettledOutcome;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.reporting.ConflictReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Carries out what was ordered about failed actions, before anything else of the device's turn: so
 * nothing but the worker that has claimed a device ever changes its queue.
 */
@ApplicationScoped
class Resolutions {

  private static final String PENDING =
      """
      SELECT resolution_id, action_id, apply, discard_dependants FROM resolution
      WHERE org_id = ? AND device_id = ? AND state = 'pending'
      ORDER BY received_no
      """;

  /**
   * What the device saw stays known of values that the resolver left as they were: differences are
   * made of it. What he decided about, or entered, builds on what he saw, be it the same. Of
   * several decisions the later one counts, unless it only leaves what the earlier one entered. A
   * create builds on nothing. Changes nothing when the order is about another attempt than the
   * present, failed one.
   */
  private static final String SEND_ON =
      """
      UPDATE action a
      SET state = 'queued', attempt = a.attempt + 1, failure = NULL, resolution_id = r.resolution_id,
        operation = coalesce(r.operation, a.operation),
        attributes = CASE WHEN coalesce(r.operation, a.operation) = 'delete' THEN NULL
          ELSE coalesce(r.attributes, a.attributes) END,
        content_size = greatest(
          a.content_size,
          coalesce(length(r.attributes::text), 0) + coalesce(length(a.base_values::text), 0)),
        base_version = CASE WHEN coalesce(r.operation, a.operation) = 'create' THEN NULL
          ELSE coalesce(r.base_version, a.base_version) END,
        base_values = CASE WHEN r.base_version IS NULL THEN a.base_values
          ELSE (
            SELECT jsonb_object_agg(base.key, base.value) FROM jsonb_each(a.base_values) AS base
            WHERE coalesce(r.attributes, a.attributes) -> base.key = a.attributes -> base.key
              AND NOT coalesce(a.failure -> 'conflicting' @> to_jsonb(base.key), false)
              AND NOT coalesce(
                r.merges @> jsonb_build_array(
                  jsonb_build_object('attribute', base.key, 'source', 'resolver')),
                false)) END,
        merges = CASE
          WHEN coalesce(r.operation, a.operation) <> a.operation THEN NULL
          WHEN r.attributes IS NULL THEN a.merges
          WHEN r.merges IS NULL OR a.merges IS NULL THEN r.merges
          ELSE (
            SELECT jsonb_agg(
              CASE WHEN later IS NULL OR earlier IS NOT NULL AND later ->> 'source' = 'mine'
                THEN earlier ELSE later END
              ORDER BY coalesce(later, earlier) ->> 'attribute')
            FROM jsonb_array_elements(r.merges) AS later
            FULL JOIN jsonb_array_elements(a.merges) AS earlier
              ON later ->> 'attribute' = earlier ->> 'attribute') END,
        applied_as = CASE WHEN r.on_own_behalf THEN r.resolved_by END,
        former = CASE WHEN r.on_own_behalf THEN to_jsonb(a) - 'former' END,
        overwrite = r.base_version IS NOT NULL AND coalesce(r.operation, a.operation) <> 'create'
      FROM resolution r
      WHERE r.org_id = ? AND r.resolution_id = ?
        AND a.org_id = r.org_id AND a.action_id = r.action_id
        AND a.state = 'failed' AND a.attempt = r.attempt
      """;

  /**
   * The device made its next edit of the same value on its own idea of it, which may come to
   * nothing now: without that, what is given up would be counted with the edit. Only where no other
   * edit is between the two, and while the action is what the device made it: nobody decided about
   * it, or it was restored.
   */
  private static final String KEEP_IDEA =
      """
      UPDATE action held
      SET base_values = own.idea || coalesce(held.base_values, '{}'),
        content_size = held.content_size + length(own.idea::text)
      FROM (
        SELECT next.sequence, jsonb_object_agg(entered.key, entered.value) AS idea
        FROM resolution r
        JOIN action a ON a.org_id = r.org_id AND a.action_id = r.action_id
        JOIN action next ON next.org_id = a.org_id AND next.device_id = a.device_id
          AND next.record_id = a.record_id AND next.entity = a.entity AND next.state = 'held'
          AND next.sequence > a.sequence AND next.operation = 'update'
        CROSS JOIN LATERAL jsonb_each(a.attributes) AS entered
        WHERE r.org_id = ? AND r.resolution_id = ? AND a.operation = 'update' AND a.resolution_id IS NULL
          AND a.attempt = r.attempt AND jsonb_exists(next.attributes, entered.key)
          AND NOT EXISTS (
            SELECT FROM action other
            WHERE other.org_id = a.org_id AND other.device_id = a.device_id
              AND other.record_id = a.record_id AND other.entity = a.entity
              AND other.sequence > a.sequence AND other.sequence < next.sequence
              AND jsonb_exists(other.attributes, entered.key))
        GROUP BY next.sequence) AS own
      WHERE held.org_id = ? AND held.device_id = ? AND held.sequence = own.sequence
      """;

  private static final String DISCARD =
      """
      UPDATE action a
      SET state = 'discarded', resolution_id = r.resolution_id, settled_at = ?
      FROM resolution r
      WHERE r.org_id = ? AND r.resolution_id = ?
        AND a.org_id = r.org_id AND a.action_id = r.action_id
        AND a.state = 'failed' AND a.attempt = r.attempt
      """;
  private static final String SENT_ON_DEPENDANTS =
      """
      SELECT action_id, resolution_id FROM action
      WHERE org_id = ? AND device_id = ? AND state = 'held' AND held_behind = ?
        AND (? OR transaction_id = (SELECT d.transaction_id FROM action d WHERE d.org_id = ? AND d.action_id = ?))
        AND resolution_id IS NOT NULL
      """;
  private static final String DISCARD_DEPENDANTS =
      """
      UPDATE action SET state = 'discarded', held_behind = NULL, resolution_id = ?, settled_at = ?
      WHERE org_id = ? AND device_id = ? AND state = 'held' AND held_behind = ?
        AND (? OR transaction_id = (SELECT d.transaction_id FROM action d WHERE d.org_id = ? AND d.action_id = ?))
      """;
  private static final String CLOSE =
      "UPDATE resolution SET state = ? WHERE org_id = ? AND resolution_id = ?";

  private record Pending(UUID id, UUID actionId, boolean apply, boolean discardDependants) {}

  private final Jdbc jdbc;
  private final Clock clock;
  private final Holds holds;
  private final ConflictReports reports;

  Resolutions(Jdbc jdbc, Clock clock, Holds holds, ConflictReports reports) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.holds = holds;
    this.reports = reports;
  }

  /** Carries out all orders of the device, in the order in which they came. */
  void carryOut(DeviceKey device) {
    jdbc.list(
            PENDING,
            row ->
                new Pending(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getBoolean(3),
                    row.getBoolean(4)),
            device.organizationId(),
            device.deviceId())
        .forEach(order -> close(device, order, carryOut(device, order)));
  }

  private boolean carryOut(DeviceKey device, Pending order) {
    jdbc.update(
        KEEP_IDEA, device.organizationId(), order.id(), device.organizationId(), device.deviceId());
    if (order.apply()) {
      boolean sentOn = jdbc.update(SEND_ON, device.organizationId(), order.id()) == 1;
      if (sentOn) {
        holds.releaseTransaction(device, order.actionId());
      }
      return sentOn;
    }
    boolean discarded =
        jdbc.update(DISCARD, clock.instant(), device.organizationId(), order.id()) == 1;
    if (discarded) {
      discardDependants(device, order);
      holds.release(device, order.actionId());
      reports.settled(
          device.organizationId(),
          new SettledReport(
              order.actionId(), order.id(), SettledOutcome.DISCARDED, null, clock.instant()));
    }
    return discarded;
  }

  /**
   * With an action its local transaction is given up, and where that was said, whatever waits
   * behind it. Those that somebody had sent on, and that were taken back since, are sync errors,
   * too.
   */
  private void discardDependants(DeviceKey device, Pending order) {
    jdbc.list(
            SENT_ON_DEPENDANTS,
            row -> List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
            device.organizationId(),
            device.deviceId(),
            order.actionId(),
            order.discardDependants(),
            device.organizationId(),
            order.actionId())
        .forEach(ids ->
            reports.settled(
                device.organizationId(),
                new SettledReport(
                    ids.getFirst(),
                    ids.getLast(),
                    SettledOutcome.DISCARDED,
                    null,
                    clock.instant())));
    jdbc.update(
        DISCARD_DEPENDANTS,
        order.id(),
        clock.instant(),
        device.organizationId(),
        device.deviceId(),
        order.actionId(),
        order.discardDependants(),
        device.organizationId(),
        order.actionId());
  }

  private void close(DeviceKey device, Pending order, boolean done) {
    jdbc.update(CLOSE, done ? "done" : "stale", device.organizationId(), order.id());
  }
}
