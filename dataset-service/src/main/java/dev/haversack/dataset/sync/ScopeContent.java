package dev.haversack.dataset.sync;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user could take from the slices when he synced.
 *
 * @param profiles the profile versions that it follows from
 * @param entities per entity of the profiles
 */
@RegisterForReflection
record ScopeContent(SortedMap<UUID, Integer> profiles, SortedMap<String, EntityScope> entities) {

  /**
   * Of one entity.
   *
   * @param columns the selected attributes, sorted; null for all
   * @param slices per slice that his profiles name: which keys
   */
  @RegisterForReflection
  record EntityScope(@Nullable List<String> columns, SortedMap<Long, SliceKeys> slices) {

    /** Takes nothing. */
    static final EntityScope NOTHING = new EntityScope(List.of(), new TreeMap<>());

    /** Whether a record can be in it more than once: in several slices, or under several keys. */
    boolean canRepeat() {
      List<SliceKeys> taken = slices.values().stream().filter(s -> !s.isNothing()).toList();
      return taken.size() > 1 || taken.stream().anyMatch(SliceKeys::repeats);
    }
  }

  /**
   * Which keys of a slice.
   *
   * @param all whether every key there is or will be; the list is empty then
   * @param keys else their ids, sorted
   * @param repeats whether a record can be under several keys, as in slices of shared and of
   *     related records
   */
  @RegisterForReflection
  record SliceKeys(boolean all, List<Long> keys, boolean repeats) {

    /** No key: the slice is the user's, but nothing in it is. */
    static final SliceKeys NONE = new SliceKeys(false, List.of(), false);

    /** Every key. */
    static SliceKeys all(boolean repeats) {
      return new SliceKeys(true, List.of(), repeats);
    }

    boolean isNothing() {
      return !all && keys.isEmpty();
    }

    SliceKeys or(SliceKeys other) {
      if (all || other.all) {
        return all(repeats || other.repeats);
      }
      return new SliceKeys(
          false,
          Stream.concat(keys.stream(), other.keys.stream()).sorted().distinct().toList(),
          repeats || other.repeats);
    }
  }

  EntityScope entity(String name) {
    return entities.getOrDefault(name, EntityScope.NOTHING);
  }
}
