package dev.haversack.replay.upload;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The devices and whom they belong to. */
@ApplicationScoped
class Devices {

  private static final String FIND =
      """
      SELECT d.user_id, d.last_sequence, d.last_upload_at, d.window_started_at, d.window_actions,
        d.content_total, coalesce(d.last_sequence + 1 - first.sequence, 0),
        d.content_total - coalesce(first.content_before, d.content_total)
      FROM device d
      LEFT JOIN LATERAL (
        SELECT a.sequence, a.content_before FROM action a
        WHERE a.org_id = d.org_id AND a.device_id = d.device_id AND a.state = 'queued' AND a.attempt = 1
        ORDER BY a.sequence LIMIT 1) first ON TRUE
      WHERE d.org_id = ? AND d.device_id = ?
      """;
  private static final String FIND_AND_LOCK = FIND + "FOR UPDATE OF d";
  private static final String TAKE_HOME =
      "INSERT INTO device_home (device_id, org_id) VALUES (?, ?) ON CONFLICT (device_id) DO NOTHING";
  private static final String HOME = "SELECT org_id FROM device_home WHERE device_id = ?";
  private static final String REGISTER =
      """
      INSERT INTO device (org_id, device_id, user_id, last_upload_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (org_id, device_id) DO NOTHING
      """;
  private static final String ADVANCE =
      """
      UPDATE device
      SET last_sequence = ?, last_upload_at = ?, window_started_at = ?, window_actions = ?,
        content_total = content_total + ?
      WHERE org_id = ? AND device_id = ?
      """;

  /**
   * What is known of a device.
   *
   * @param userId whose it is
   * @param lastSequence the highest sequence number stored
   * @param lastUploadAt when something new was stored last
   * @param window how much was stored within the present minute
   * @param contentTotal how much it has uploaded altogether
   * @param waiting how much of it waits
   */
  record Device(
      UUID userId,
      long lastSequence,
      Instant lastUploadAt,
      RateWindow window,
      long contentTotal,
      Waiting waiting) {}

  private final Jdbc jdbc;
  private final Clock clock;

  Devices(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The device of this user.
   *
   * @throws ProblemException {@code not-found} when the organization has no such device; {@code
   *     forbidden} when it is somebody else's
   */
  Device get(DeviceKey key, UUID userId) {
    return find(FIND, key).map(device -> owned(device, userId)).orElseThrow(Devices::unknown);
  }

  /**
   * The device of this user, locked until the transaction ends, and registered if it is new.
   *
   * @throws ProblemException {@code not-found} when it belongs to another organization; {@code
   *     forbidden} when it is another user's
   */
  Device lock(DeviceKey key, UUID userId) {
    Optional<Device> present = find(FIND_AND_LOCK, key);
    if (present.isPresent()) {
      return owned(present.get(), userId);
    }
    register(key, userId);
    return owned(find(FIND_AND_LOCK, key).orElseThrow(), userId);
  }

  /**
   * Notes how far uploads have come.
   *
   * @param contents how much came
   */
  void advance(Writes writes, DeviceKey key, long lastSequence, RateWindow window, long contents) {
    writes.add(
        ADVANCE,
        lastSequence,
        clock.instant(),
        window.startedAt(),
        window.count(),
        contents,
        key.organizationId(),
        key.deviceId());
  }

  private void register(DeviceKey key, UUID userId) {
    jdbc.update(TAKE_HOME, key.deviceId(), key.organizationId());
    UUID home = jdbc.first(HOME, row -> row.getObject(1, UUID.class), key.deviceId()).orElseThrow();
    if (!home.equals(key.organizationId())) {
      throw unknown();
    }
    jdbc.update(REGISTER, key.organizationId(), key.deviceId(), userId, clock.instant());
  }

  private Optional<Device> find(String sql, DeviceKey key) {
    return jdbc.first(sql, Devices::device, key.organizationId(), key.deviceId());
  }

  private static Device owned(Device device, UUID userId) {
    if (!device.userId().equals(userId)) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN, "The device belongs to another user; use an id of its own.");
    }
    return device;
  }

  private static ProblemException unknown() {
    return ProblemException.of(
        ProblemCode.NOT_FOUND, "The organization has no device with this id.");
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getObject(1, UUID.class),
        row.getLong(2),
        row.getTimestamp(3).toInstant(),
        new RateWindow(
            Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant).orElse(null),
            row.getLong(5)),
        row.getLong(6),
        new Waiting(row.getLong(7), row.getLong(8)));
  }
}
