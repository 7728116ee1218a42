package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What a delta has to look at in one entity, from two scopes.
 *
 * @param kept keys in both: what changed since
 * @param fresh keys in the new one only, or all of it when everything is sent again: what is there
 * @param lost keys in the old one only: what is there or was
 * @param guardsKept keys of guards in both: what came to be readable since, or not any more
 * @param resend whether all records have to be sent because other columns are taken now
 * @param otherProfiles whether the scopes follow from other profiles, or other versions of them
 */
record ScopeChange(
    KeySelection kept,
    KeySelection fresh,
    KeySelection lost,
    KeySelection guardsKept,
    boolean resend,
    boolean otherProfiles) {

  /** Finds the keys of a slice. */
  @FunctionalInterface
  interface AllKeys {
    List<Long> of(long sliceId) throws SQLException;
  }

  /**
   * Compares two scopes of an entity.
   *
   * @param allKeys all keys that a slice has now; asked only where one scope takes the whole slice
   *     and the other a part of it
   */
  static ScopeChange between(
      EntityScope before, EntityScope now, boolean otherProfiles, AllKeys allKeys)
      throws SQLException {
    boolean resend = !before.slices().isEmpty() && !before.showsAs(now);
    ScopeChange change =
        new ScopeChange(
            new KeySelection(),
            new KeySelection(),
            new KeySelection(),
            new KeySelection(),
            resend,
            otherProfiles);
    change.addAll(before.slices(), now.slices(), change.kept, resend, allKeys);
    change.addAll(
        before.guardsOfRelated(), now.guardsOfRelated(), change.guardsKept, false, allKeys);
    return change;
  }

  private void addAll(
      SortedMap<Long, SliceKeys> before,
      SortedMap<Long, SliceKeys> now,
      KeySelection both,
      boolean again,
      AllKeys allKeys)
      throws SQLException {
    Set<Long> slices = new TreeSet<>(before.keySet());
    slices.addAll(now.keySet());
    for (long slice : slices) {
      SliceKeys of = before.getOrDefault(slice, SliceKeys.NONE);
      SliceKeys to = now.getOrDefault(slice, SliceKeys.NONE);
      add(slice, of, to, both, again, allKeys);
    }
  }

  private void add(
      long slice,
      SliceKeys before,
      SliceKeys now,
      KeySelection both,
      boolean again,
      AllKeys allKeys)
      throws SQLException {
    if (before.all() && now.all()) {
      both.add(slice, now);
      if (again) {
        fresh.add(slice, now);
      }
    } else if (now.all() && before.keys().isEmpty()) {
      fresh.add(slice, now);
    } else if (before.all() && now.keys().isEmpty()) {
      lost.add(slice, before);
    } else {
      List<Long> all = before.all() || now.all() ? allKeys.of(slice) : List.of();
      Set<Long> old = new HashSet<>(before.all() ? all : before.keys());
      Set<Long> present = new HashSet<>(now.all() ? all : now.keys());
      old.forEach(key -> (present.contains(key) ? both : lost).add(slice, key));
      present.stream()
          .filter(key -> again || !old.contains(key))
          .forEach(key -> fresh.add(slice, key));
    }
  }

  /** Whether there is nothing to look at. */
  boolean isEmpty() {
    return kept.isEmpty() && fresh.isEmpty() && lost.isEmpty() && guardsKept.isEmpty();
  }
}
