package dev.haversack.replay.processing;

import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Letting held actions go on. */
@ApplicationScoped
class Holds {

  /**
   * They keep their sequence numbers and so their order. One that something else holds as well is
   * held again when its turn comes.
   */
  private static final String RELEASE =
      """
      UPDATE action SET state = 'queued', held_behind = NULL
      WHERE org_id = ? AND device_id = ? AND state = 'held' AND held_behind = ?
      """;

  private static final String RELEASE_TRANSACTION =
      """
      UPDATE action a SET state = 'queued', held_behind = NULL
      FROM action failed
      WHERE failed.org_id = ? AND failed.action_id = ?
        AND a.org_id = failed.org_id AND a.device_id = failed.device_id
        AND a.state = 'held' AND a.held_behind = failed.action_id
        AND a.transaction_id = failed.transaction_id
      """;

  private final Jdbc jdbc;

  Holds(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Queues again what is to be applied together with an action that is sent on. */
  void releaseTransaction(DeviceKey device, UUID sentOn) {
    jdbc.update(RELEASE_TRANSACTION, device.organizationId(), sentOn);
  }

  /** Queues again what waits behind an action that is settled now. */
  void release(DeviceKey device, UUID settledAction) {
    jdbc.update(RELEASE, device.organizationId(), device.deviceId(), settledAction);
  }
}
