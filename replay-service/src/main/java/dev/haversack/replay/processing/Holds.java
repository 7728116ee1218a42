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

  private final Jdbc jdbc;

  Holds(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Queues again what waits behind an action that is settled now. */
  void release(DeviceKey device, UUID settledAction) {
    jdbc.update(RELEASE, device.organizationId(), device.deviceId(), settledAction);
  }
}
