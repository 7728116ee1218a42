package dev.haversack.dataset.replaying;

import dev.haversack.dataset.records.RecordAccess;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records that a group of actions concerns, as they are after the actions so far. */
final class GroupState {

  private final Map<RecordKey, RecordRow> rows = new HashMap<>();
  private final Map<RecordKey, Long> ownVersions = new HashMap<>();
  private final Map<RecordKey, RecordAccess> targets;
  private final Map<RecordKey, List<ConflictDetector.Step>> history;

  /**
   * At the beginning of a group.
   *
   * @param locked the records that exist of those that the actions write to
   * @param targets who owns the records that lookups of the actions point to; follows the writes
   * @param history what happened to the locked records since the actions' base versions
   */
  GroupState(
      List<RecordRow> locked,
      Map<RecordKey, RecordAccess> targets,
      Map<RecordKey, List<ConflictDetector.Step>> history) {
    this.targets = targets;
    this.history = history;
    locked.forEach(row -> rows.put(row.key(), row));
  }

  /** The record as it is now. */
  Optional<RecordRow> row(RecordKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** What happened to a record after a version, the oldest first. */
  List<ConflictDetector.Step> since(RecordKey key, long version) {
    return history.getOrDefault(key, List.of()).stream()
        .filter(step -> step.version() > version)
        .toList();
  }

  /** The version that the last action of the group on this record resulted in; 0 without one. */
  long ownVersion(RecordKey key) {
    return ownVersions.getOrDefault(key, 0L);
  }

  /** Remembers what an action resulted in. */
  void resulted(RecordKey key, long version) {
    ownVersions.merge(key, version, Math::max);
  }

  /** Takes a write over. */
  void take(RecordWrite write) {
    switch (write) {
      case RecordWrite.Insert insert -> put(insert.row());
      case RecordWrite.Update update -> {
        remember(update.key(), new ConflictDetector.Step(update.version(), update.before(), true));
        put(update.row());
      }
      case RecordWrite.Delete delete -> {
        remember(
            delete.key(),
            new ConflictDetector.Step(delete.version(), delete.row().attributes(), true));
        rows.remove(delete.key());
        targets.remove(delete.key());
      }
    }
    resulted(write.key(), write.version());
  }

  private void put(RecordRow row) {
    rows.put(row.key(), row);
    targets.put(row.key(), row.access());
  }

  private void remember(RecordKey key, ConflictDetector.Step step) {
    history.computeIfAbsent(key, k -> new ArrayList<>()).add(step);
  }
}
