package dev.haversack.replay.upload;

import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * How much all devices of an organization upload, at all instances together. Minutes are those of
 * the database's clock, which is one for all.
 */
@ApplicationScoped
class OrganizationUploads {

  /** So many uploads can be counted at once. */
  private static final int PARTS = 16;

  private static final String PRESENT = "date_trunc('minute', clock_timestamp())";
  private static final String COUNTED =
      "SELECT coalesce(sum(actions), 0) FROM organization_upload WHERE org_id = ? AND minute = "
          + PRESENT;
  private static final String COUNT =
      """
      INSERT INTO organization_upload AS o (org_id, part, minute, actions) VALUES (?, ?, %1$s, ?)
      ON CONFLICT (org_id, part) DO UPDATE SET minute = %1$s,
        actions = excluded.actions + CASE WHEN o.minute = %1$s THEN o.actions ELSE 0 END
      RETURNING actions + coalesce((
        SELECT sum(x.actions) FROM organization_upload x
        WHERE x.org_id = o.org_id AND x.part <> o.part AND x.minute = %1$s), 0)
      """
          .formatted(PRESENT);
  private static final String LEFT =
      "SELECT extract(epoch FROM %s + interval '1 minute' - clock_timestamp())".formatted(PRESENT);

  /** One look per device with work, so that it costs the same however long the queues are. */
  private static final String WAITING =
      """
      SELECT coalesce(sum(d.last_sequence + 1 - first.sequence), 0),
        coalesce(sum(d.content_total - coalesce(first.content_before, d.content_total)), 0)
      FROM device_work w JOIN device d USING (org_id, device_id)
      CROSS JOIN LATERAL (
        SELECT a.sequence, a.content_before FROM action a
        WHERE a.org_id = d.org_id AND a.device_id = d.device_id AND a.state = 'queued' AND a.attempt = 1
        ORDER BY a.sequence LIMIT 1) first
      WHERE w.org_id = ?
      """;

  private final Jdbc jdbc;

  OrganizationUploads(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** What was counted in the present minute. */
  long counted(UUID organizationId) {
    return number(COUNTED, organizationId);
  }

  /**
   * Counts so many new actions of a device, in the present transaction. Until that ends, those who
   * count in the same part wait: it is the last that a transaction does.
   *
   * @return what is counted in the present minute with it
   */
  long count(DeviceKey key, int more) {
    int part = Math.floorMod(key.deviceId().hashCode(), PARTS);
    return number(COUNT, key.organizationId(), part, more);
  }

  /** How long the present minute still is. */
  Duration untilTheNextMinute() {
    double seconds = jdbc.first(LEFT, row -> row.getDouble(1)).orElse(0.0);
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** How much of all its devices waits. */
  Waiting waiting(UUID organizationId) {
    return jdbc.first(WAITING, row -> new Waiting(row.getLong(1), row.getLong(2)), organizationId)
        .orElse(Waiting.NOTHING);
  }

  private long number(String sql, Object... values) {
    return jdbc.first(sql, row -> row.getLong(1), values).orElse(0L);
  }
}
