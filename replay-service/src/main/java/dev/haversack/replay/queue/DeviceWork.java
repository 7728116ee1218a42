package dev.haversack.replay.queue;

import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Which devices have something to do, and who is at it.
 *
 * <p>Two locks, so that an upload never waits for a call of dataset-service: a worker holds the row
 * of {@code device_work} while it replays; an upload holds the row of {@code device}. A worker
 * takes the second one, too, for the moment in which it looks whether the device is done: what an
 * upload adds is either seen there, or finds the row gone and adds it again.
 */
@ApplicationScoped
public class DeviceWork {

  private static final String LOCK_DEVICE =
      "SELECT user_id FROM device WHERE org_id = ? AND device_id = ? FOR UPDATE";
  private static final String ADD =
      """
      INSERT INTO device_work (org_id, device_id, due_at) VALUES (?, ?, clock_timestamp())
      ON CONFLICT (org_id, device_id) DO NOTHING
      """;

  /** A time far ahead was set by a clock that has jumped back since: it counts as due. */
  private static final String CLAIM =
      """
      SELECT w.org_id, w.device_id, w.tries, d.user_id
      FROM device_work w JOIN device d ON d.org_id = w.org_id AND d.device_id = w.device_id
      WHERE w.due_at <= clock_timestamp() OR w.due_at > clock_timestamp() + interval '1 minute'
      ORDER BY w.due_at
      LIMIT 1
      FOR UPDATE OF w SKIP LOCKED
      """;

  private static final String TO_THE_END_OF_THE_LINE =
      """
      UPDATE device_work SET due_at = clock_timestamp(), tries = 0
      WHERE org_id = ? AND device_id = ?
      """;

  /** Both named again: by those of the row, the whole queue would be read to be compared. */
  private static final String REMOVE_IF_DONE =
      """
      DELETE FROM device_work WHERE org_id = ? AND device_id = ?
        AND NOT EXISTS (
          SELECT FROM action WHERE org_id = ? AND device_id = ? AND state = 'queued')
        AND NOT EXISTS (
          SELECT FROM resolution WHERE org_id = ? AND device_id = ? AND state = 'pending')
      """;

  /** Skips a row that another worker has claimed meanwhile: it is being looked after. */
  private static final String POSTPONE =
      """
      UPDATE device_work
      SET due_at = clock_timestamp() + ? * interval '1 millisecond', tries = tries + 1
      WHERE (org_id, device_id) IN (
        SELECT org_id, device_id FROM device_work
        WHERE org_id = ? AND device_id = ?
        FOR UPDATE SKIP LOCKED)
      """;

  /**
   * A device that a worker has taken, until the end of its transaction.
   *
   * @param device the device
   * @param userId whose actions they are
   * @param tries how often in a row dataset-service could not be asked
   */
  public record Claim(DeviceKey device, UUID userId, int tries) {}

  private final Jdbc jdbc;
  private final Event<DeviceWorkAdded> added;

  DeviceWork(Jdbc jdbc, Event<DeviceWorkAdded> added) {
    this.jdbc = jdbc;
    this.added = added;
  }

  /**
   * Notes, once it is sent, that the device has something to do; workers hear of it with the
   * commit.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(Writes writes, DeviceKey device) {
    writes
        .add(LOCK_DEVICE, device.organizationId(), device.deviceId())
        .add(ADD, device.organizationId(), device.deviceId());
    added.fire(new DeviceWorkAdded(device));
  }

  /** Takes the device that has been due longest and that nobody else has taken. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Claim> claim() {
    return jdbc.first(
        CLAIM,
        row ->
            new Claim(
                new DeviceKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                row.getObject(4, UUID.class),
                row.getInt(3)));
  }

  /** Ends a turn that went well: out when nothing is left to do, or to the end of the line. */
  public void release(Writes writes, DeviceKey device) {
    UUID org = device.organizationId();
    UUID id = device.deviceId();
    writes
        .add(LOCK_DEVICE, org, id)
        .add(REMOVE_IF_DONE, org, id, org, id, org, id)
        .add(TO_THE_END_OF_THE_LINE, org, id);
  }

  /** Has the device rest after a turn that could not be carried through. */
  @Transactional
  public void postpone(DeviceKey device, Duration pause) {
    jdbc.update(POSTPONE, pause.toMillis(), device.organizationId(), device.deviceId());
  }
}
