package dev.haversack.replay.upload;

import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** How much all devices of an organization upload, at all instances together. */
@ApplicationScoped
class OrganizationUploads {

  /** So many uploads can be counted at once. */
  private static final int PARTS = 16;

  private static final String COUNTED =
      "SELECT coalesce(sum(actions), 0) FROM organization_upload WHERE org_id = ? AND minute = ?";
  private static final String COUNT =
      """
      INSERT INTO organization_upload AS o (org_id, part, minute, actions) VALUES (?, ?, ?, ?)
      ON CONFLICT (org_id, part) DO UPDATE SET minute = excluded.minute,
        actions = excluded.actions + CASE WHEN o.minute = excluded.minute THEN o.actions ELSE 0 END
      """;

  /** One look per device with work, so that it costs the same however long the queues are. */
  private static final String QUEUED =
      """
      SELECT coalesce(sum(d.last_sequence + 1 - first.sequence), 0)
      FROM device_work w JOIN device d USING (org_id, device_id)
      CROSS JOIN LATERAL (
        SELECT min(a.sequence) AS sequence FROM action a
        WHERE a.org_id = d.org_id AND a.device_id = d.device_id AND a.state = 'queued' AND a.attempt = 1) first
      WHERE w.org_id = ?
      """;

  private final Jdbc jdbc;

  OrganizationUploads(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** What was counted in the present minute; minutes are those of the clock. */
  RateWindow window(UUID organizationId, Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    return new RateWindow(minute, number(COUNTED, organizationId, minute));
  }

  /** Counts so many new actions of a device. */
  void count(Writes writes, DeviceKey key, int more, Instant now) {
    writes.add(
        COUNT,
        key.organizationId(),
        Math.floorMod(key.deviceId().hashCode(), PARTS),
        now.truncatedTo(ChronoUnit.MINUTES),
        more);
  }

  /**
   * How many actions wait at most: of each device all from the first one that does, and was never
   * tried.
   */
  long queued(UUID organizationId) {
    return number(QUEUED, organizationId);
  }

  private long number(String sql, Object... values) {
    return jdbc.first(sql, row -> row.getLong(1), values).orElse(0L);
  }
}
