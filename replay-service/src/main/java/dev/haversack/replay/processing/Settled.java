package dev.haversack.replay.processing;

import dev.haversack.replay.jdbc.JsonColumns;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settled actions of one device, to be stored with one statement. */
final class Settled {

  /** The range keeps to a part of the queue, whatever the database thinks of the list. */
  private static final String STORE =
      """
      UPDATE action a
      SET state = r.state, result_version = r.version, failure = NULL, former = NULL, settled_at = ?,
        also_changed = r.also_changed::jsonb, merges = r.merges::jsonb
      FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
        AS r (sequence, state, version, also_changed, merges)
      WHERE a.org_id = ? AND a.device_id = ? AND a.sequence = r.sequence
        AND a.sequence BETWEEN ? AND ?
      """;

  private final JsonColumns json;
  private final List<Long> sequences = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final List<@Nullable Long> versions = new ArrayList<>();
  private final List<@Nullable String> changed = new ArrayList<>();
  private final List<@Nullable String> merges = new ArrayList<>();

  Settled(JsonColumns json) {
    this.json = json;
  }

  /** Adds an action; in the order of the sequence numbers. */
  void add(QueuedAction action, Done done) {
    sequences.add(action.sequence());
    states.add(Names.of(done.state()));
    versions.add(done.result().version());
    changed.add(json.write(done.result().alsoChanged()));
    merges.add(json.write(done.merges()));
  }

  /** Stores all. */
  void store(Writes writes, DeviceKey device, Instant now) {
    if (sequences.isEmpty()) {
      return;
    }
    writes.add(
        STORE,
        now,
        sequences.toArray(Long[]::new),
        states.toArray(String[]::new),
        versions.toArray(Long[]::new),
        changed.toArray(String[]::new),
        merges.toArray(String[]::new),
        device.organizationId(),
        device.deviceId(),
        sequences.getFirst(),
        sequences.getLast());
  }
}
