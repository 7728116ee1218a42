package dev.haversack.replay.pinning;

import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.PinnedRecord;
import dev.haversack.platform.outbox.Outbox;
import dev.haversack.platform.work.PollingLoop;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Jdbc.RowMapper;
import dev.haversack.replay.queue.DeviceAdvanced;
import dev.haversack.replay.queue.DeviceKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at devices when that is due, and reports what differs from what was told last. */
@ApplicationScoped
class PinReporter {

  private static final int MOST_DOUBLINGS = 20;

  private static final String DUE =
      """
      SELECT org_id, device_id, user_id, tries, number, told,
        coalesce(queued_at <= clock_timestamp(), TRUE)
      FROM pin_report
      WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      """;

  /** As many as a report takes; who has more records in a queue keeps these. */
  private static final String UNSETTLED =
      """
      SELECT DISTINCT entity, record_id FROM action
      WHERE org_id = ? AND device_id = ? AND state IN ('failed', 'held')
      ORDER BY entity, record_id LIMIT 100000
      """;

  private static final String UNSETTLED_AND_QUEUED =
      """
      SELECT entity, record_id FROM (
        SELECT entity, record_id FROM action
        WHERE org_id = ? AND device_id = ? AND state = 'queued'
        UNION
        SELECT entity, record_id FROM action
        WHERE org_id = ? AND device_id = ? AND state IN ('failed', 'held')) unsettled
      ORDER BY entity, record_id LIMIT 100000
      """;

  private static final String IS_QUEUED =
      """
      SELECT EXISTS (
        SELECT FROM action WHERE org_id = ? AND device_id = ? AND state = 'queued')
      """;

  private static final String NOTHING_QUEUED =
      """
      UPDATE pin_report SET number = ?, told = ?, tries = 0, queued_at = NULL,
        due_at = clock_timestamp() + ?::bigint * interval '1 millisecond'
      WHERE org_id = ? AND device_id = ?
      """;

  private static final String QUEUED =
      """
      UPDATE pin_report SET number = ?, told = ?, tries = ?,
        queued_at = coalesce(queued_at, clock_timestamp()),
        due_at = greatest(
          queued_at, clock_timestamp() + ?::bigint * interval '1 millisecond')
      WHERE org_id = ? AND device_id = ?
      """;

  private final Jdbc jdbc;
  private final Outbox outbox;
  private final PinningConfiguration configuration;
  private final PollingLoop loop;

  PinReporter(Jdbc jdbc, Outbox outbox, PinningConfiguration configuration) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.configuration = configuration;
    this.loop =
        new PollingLoop(
            "pins",
            configuration.pollInterval(),
            () -> QuarkusTransaction.requiringNew().call(this::next));
  }

  private record Due(
      DeviceKey device,
      UUID userId,
      int tries,
      long number,
      byte @Nullable [] told,
      boolean withQueued) {}

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeviceAdvanced event) {
    if (event.unsettled()) {
      loop.wake();
    }
  }

  /** One device; whether there was one. */
  private boolean next() {
    List<Due> due =
        jdbc.list(
            DUE,
            row ->
                new Due(
                    new DeviceKey(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                    row.getObject(3, UUID.class),
                    row.getInt(4),
                    row.getLong(5),
                    row.getBytes(6),
                    row.getBoolean(7)));
    due.forEach(this::look);
    return !due.isEmpty();
  }

  private void look(Due due) {
    // Asked first: what is settled after this is still in the list, and looked at again.
    boolean queued = isQueued(due.device());
    List<PinnedRecord> records = unsettled(due);
    byte[] hash = hash(records);
    long number = due.number();
    if (!Arrays.equals(hash, due.told())) {
      number++;
      outbox.add(
          due.device().organizationId(),
          PinsDestination.NAME,
          due.device().deviceId().toString(),
          new PinsMessage(due.device().deviceId(), new DevicePins(due.userId(), number, records)));
    }
    done(due, queued, number, hash);
  }

  /** Queued actions are told once they have been so for a while. */
  private List<PinnedRecord> unsettled(Due due) {
    UUID organizationId = due.device().organizationId();
    UUID deviceId = due.device().deviceId();
    RowMapper<PinnedRecord> read =
        row -> new PinnedRecord(row.getString(1), row.getObject(2, UUID.class));
    return due.withQueued()
        ? jdbc.list(UNSETTLED_AND_QUEUED, read, organizationId, deviceId, organizationId, deviceId)
        : jdbc.list(UNSETTLED, read, organizationId, deviceId);
  }

  private boolean isQueued(DeviceKey device) {
    return jdbc.list(
            IS_QUEUED, row -> row.getBoolean(1), device.organizationId(), device.deviceId())
        .getFirst();
  }

  private void done(Due due, boolean queued, long number, byte @Nullable [] hash) {
    UUID organizationId = due.device().organizationId();
    UUID deviceId = due.device().deviceId();
    if (!queued) {
      // A turn that ends beside the first report does not know yet that anything was told.
      boolean isFirst = due.told() == null && hash != null;
      jdbc.update(
          NOTHING_QUEUED,
          number,
          hash,
          isFirst ? configuration.patience().toMillis() : null,
          organizationId,
          deviceId);
      return;
    }
    jdbc.update(
        QUEUED,
        number,
        hash,
        due.withQueued() ? due.tries() + 1 : 0,
        due.withQueued() ? pause(due.tries()).toMillis() : 0,
        organizationId,
        deviceId);
  }

  private Duration pause(int tries) {
    Duration pause = configuration.patience().multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
    Duration longest = configuration.longestPause();
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private static byte @Nullable [] hash(List<PinnedRecord> records) {
    if (records.isEmpty()) {
      return null;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      records.forEach(record ->
          sha.update(
              (record.entity() + ' ' + record.recordId() + '\n').getBytes(StandardCharsets.UTF_8)));
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
