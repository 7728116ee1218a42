package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.OpenChildren;
import dev.haversack.dataset.records.RecordAccess;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordWrite;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records that a group of actions concerns, as they are after the actions so far. What an
 * action did can be taken back, until the end of its local transaction.
 */
final class GroupState {

  private final OrganizationModel organization;
  private final Map<RecordKey, RecordRow> rows = new HashMap<>();
  private final Map<RecordKey, RecordRow> read;
  private final Map<RecordKey, Long> ownVersions = new HashMap<>();
  private final Map<RecordKey, RecordAccess> targets;
  private final Map<RecordKey, List<ConflictDetector.Step>> history;
  private final Map<RecordKey, UUID> openChildren;
  private final Set<RecordKey> deleted;
  private final Instant now;
  private final Set<RecordKey> written = new HashSet<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /**
   * At the beginning of a group.
   *
   * @param organization the organization
   * @param locked the records that exist of those that the actions write to
   * @param read records that actions only look at
   * @param targets who owns the records that lookups of the actions point to; follows the writes
   * @param history what happened to the locked records since the actions' base versions
   * @param openChildren open activities and cases, by what they keep open
   * @param deleted those of the missing records that were deleted
   * @param now the moment of the replay
   */
  GroupState(
      OrganizationModel organization,
      List<RecordRow> locked,
      List<RecordRow> read,
      Map<RecordKey, RecordAccess> targets,
      Map<RecordKey, List<ConflictDetector.Step>> history,
      Map<RecordKey, UUID> openChildren,
      Set<RecordKey> deleted,
      Instant now) {
    this.organization = organization;
    this.deleted = new HashSet<>(deleted);
    this.now = now;
    this.targets = targets;
    this.history = history;
    this.openChildren = openChildren;
    locked.forEach(row -> rows.put(row.key(), row));
    this.read = read.stream().collect(Collectors.toMap(RecordRow::key, row -> row));
  }

  /** The record as it is now. */
  Optional<RecordRow> row(RecordKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** A record to look at only. */
  Optional<RecordRow> look(RecordKey key) {
    return row(key)
        .or(() -> deleted.contains(key) ? Optional.empty() : Optional.ofNullable(read.get(key)));
  }

  /** Who may use a record that lookups point to, if it is there. */
  Optional<RecordAccess> access(RecordKey key) {
    return Optional.ofNullable(targets.get(key));
  }

  /** Whether a record that is not there was, before somebody deleted it. */
  boolean wasDeleted(RecordKey key) {
    return deleted.contains(key);
  }

  /** What happened to a record after a version, the oldest first. */
  List<ConflictDetector.Step> since(RecordKey key, long version) {
    return history.getOrDefault(key, List.of()).stream()
        .filter(step -> step.version() > version)
        .toList();
  }

  /** What is not done yet below a record. */
  Stream<RecordKey> openBelow(UUID parent) {
    Stream<RecordKey> stored =
        openChildren.entrySet().stream()
            .filter(child -> child.getValue().equals(parent))
            .map(Map.Entry::getKey)
            .filter(key -> !written.contains(key));
    Stream<RecordKey> changed =
        written.stream()
            .filter(key -> {
              RecordRow row = rows.get(key);
              return row != null && parent.equals(OpenChildren.parentOf(organization, row));
            });
    return Stream.concat(stored, changed);
  }

  /** The version that the last action of the group on this record resulted in; 0 without one. */
  long ownVersion(RecordKey key) {
    return ownVersions.getOrDefault(key, 0L);
  }

  /** Remembers what an action resulted in. */
  void resulted(RecordKey key, long version) {
    put(ownVersions, key, Math.max(version, ownVersion(key)));
  }

  /** Takes a write over that is as the device entered it. */
  void take(RecordWrite write) {
    take(write, Set.of());
  }

  /**
   * Takes a write over.
   *
   * @param merged the attributes that are not as the device entered them
   */
  void take(RecordWrite write, Set<String> merged) {
    switch (write) {
      case RecordWrite.Insert insert -> put(insert.row());
      case RecordWrite.Update update -> {
        remember(update.key(), step(update.version(), update.before(), merged));
        put(update.row());
      }
      case RecordWrite.Delete delete -> {
        remember(delete.key(), step(delete.version(), delete.row().attributes(), Set.of()));
        put(rows, delete.key(), null);
        if (deleted.add(delete.key())) {
          undo.push(() -> deleted.remove(delete.key()));
        }
        put(targets, delete.key(), null);
      }
    }
    if (written.add(write.key())) {
      undo.push(() -> written.remove(write.key()));
    }
    resulted(write.key(), write.version());
  }

  /** The present state, to come back to. */
  int mark() {
    return undo.size();
  }

  /** Takes back everything since a mark. */
  void backTo(int mark) {
    while (undo.size() > mark) {
      undo.pop().run();
    }
  }

  private void put(RecordRow row) {
    put(rows, row.key(), row);
    put(targets, row.key(), row.access());
  }

  private ConflictDetector.Step step(long version, ObjectNode before, Set<String> merged) {
    return new ConflictDetector.Step(version, before, true, merged, now);
  }

  private void remember(RecordKey key, ConflictDetector.Step step) {
    List<ConflictDetector.Step> steps = history.computeIfAbsent(key, k -> new ArrayList<>());
    steps.add(step);
    undo.push(() -> steps.remove(steps.size() - 1));
  }

  private <V> void put(Map<RecordKey, V> map, RecordKey key, @Nullable V value) {
    V former = value == null ? map.remove(key) : map.put(key, value);
    undo.push(() -> {
      if (former == null) {
        map.remove(key);
      } else {
        map.put(key, Objects.requireNonNull(former));
      }
    });
  }
}
