package dev.haversack.replay.upload;

import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The accepted batches. */
@ApplicationScoped
class Batches {

  private static final String FIND =
      """
      SELECT first_sequence, last_sequence, content_hash FROM batch
      WHERE org_id = ? AND device_id = ? AND batch_id = ?
      """;
  private static final String ADD =
      """
      INSERT INTO batch (
        org_id, device_id, batch_id, first_sequence, last_sequence, content_hash, accepted_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  /**
   * A run of a device's sequence.
   *
   * @param first its first number
   * @param last its last number
   * @param hash the hash of its contents
   */
  record Batch(long first, long last, byte[] hash) {}

  private final Jdbc jdbc;
  private final Clock clock;

  Batches(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Batch> find(DeviceKey device, UUID batchId) {
    return jdbc.first(
        FIND,
        row -> new Batch(row.getLong(1), row.getLong(2), row.getBytes(3)),
        device.organizationId(),
        device.deviceId(),
        batchId);
  }

  void add(Writes writes, DeviceKey device, UUID batchId, Batch batch) {
    writes.add(
        ADD,
        device.organizationId(),
        device.deviceId(),
        batchId,
        batch.first(),
        batch.last(),
        batch.hash(),
        clock.instant());
  }
}
