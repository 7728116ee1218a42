package dev.haversack.replay.pinning;

import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * When to tell dataset-service which records a device's unsettled actions are about. Called in the
 * transactions that change that.
 */
@ApplicationScoped
public class PinReports {

  private static final String UPLOADED =
      """
      INSERT INTO pin_report AS known (org_id, device_id, user_id, queued_at, due_at)
      SELECT ?, ?, ?, t.patient, t.patient
      FROM (SELECT clock_timestamp() + ? * interval '1 millisecond' AS patient) t
      ON CONFLICT (org_id, device_id) DO UPDATE
      SET queued_at = coalesce(known.queued_at, excluded.queued_at),
        due_at = least(known.due_at, excluded.due_at), tries = 0
      WHERE known.due_at IS NULL OR known.due_at > excluded.due_at OR known.queued_at IS NULL
      """;
  private static final String TURNED =
      """
      UPDATE pin_report p
      SET tries = 0,
        due_at = least(due_at, clock_timestamp() + interval '1 millisecond' * CASE
          WHEN NOT EXISTS (
            SELECT FROM action a WHERE a.org_id = ? AND a.device_id = ? AND a.state = 'queued')
          THEN ? ELSE ? END)
      WHERE org_id = ? AND device_id = ? AND (? OR told IS NOT NULL)
      """;

  /** The end of a queue is told after this part of the patience. */
  private static final int AT_ITS_END = 120;

  /** Failures are told after this part of the patience while the queue goes on. */
  private static final int ON_ITS_WAY = 6;

  private final PinningConfiguration configuration;

  PinReports(PinningConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Actions were put into a device's queue. */
  public void uploaded(Writes writes, DeviceKey device, UUID userId) {
    writes.add(
        UPLOADED,
        device.organizationId(),
        device.deviceId(),
        userId,
        configuration.patience().toMillis());
  }

  /**
   * A device has had a turn. While its queue goes on, what is settled of it is told now and then.
   *
   * @param unsettled whether any action failed or was held in it
   */
  public void turned(Writes writes, DeviceKey device, boolean unsettled) {
    long patience = configuration.patience().toMillis();
    writes.add(
        TURNED,
        device.organizationId(),
        device.deviceId(),
        patience / AT_ITS_END,
        unsettled ? patience / ON_ITS_WAY : patience,
        device.organizationId(),
        device.deviceId(),
        unsettled);
  }
}
