package dev.haversack.dataset.sync;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user could take from the slices when he synced.
 *
 * @param profiles the profile versions that it follows from
 * @param entities per entity of the profiles
 * @param order the entities in the order in which they are sent; null in scopes of long ago
 */
@RegisterForReflection
record ScopeContent(
    SortedMap<UUID, Integer> profiles,
    SortedMap<String, EntityScope> entities,
    @Nullable List<String> order) {

  /** Its entities in the order in which they are sent. */
  List<String> inOrder() {
    return order == null ? List.copyOf(entities.keySet()) : order;
  }

  /** The same, sent in another order. */
  ScopeContent in(List<String> otherOrder) {
    return new ScopeContent(profiles, entities, otherOrder);
  }

  /**
   * Of one entity.
   *
   * @param columns the selected attributes, sorted; null for all
   * @param secured the attributes that are secured, sorted; null in scopes of long ago
   * @param slices per slice that his profiles name: which keys
   * @param guards of related records: per slice that tells who may read them, which keys he may;
   *     null in scopes of long ago
   */
  @RegisterForReflection
  record EntityScope(
      @Nullable List<String> columns,
      @Nullable List<String> secured,
      SortedMap<Long, SliceKeys> slices,
      @Nullable SortedMap<Long, SliceKeys> guards) {

    /** Takes nothing. */
    static final EntityScope NOTHING =
        new EntityScope(List.of(), List.of(), new TreeMap<>(), new TreeMap<>());

    /** Whether records hold the same attributes in both. */
    boolean showsAs(EntityScope other) {
      return Objects.equals(columns, other.columns)
          && Objects.equals(
              Objects.requireNonNullElse(secured, List.of()),
              Objects.requireNonNullElse(other.secured, List.of()));
    }

    /** Its slices of a kind. */
    List<Long> slicesOf(SliceKind kind) {
      return slices.entrySet().stream()
          .filter(entry -> entry.getValue().kind() == kind)
          .map(Map.Entry::getKey)
          .toList();
    }

    /** What tells who may read its related records. */
    SortedMap<Long, SliceKeys> guardsOfRelated() {
      return guards == null ? new TreeMap<>() : guards;
    }

    /** Its slices whose keys tell who may read what they hold. */
    Map<Long, SliceKeys> unguarded() {
      return slices(false);
    }

    /** Its slices of related records. */
    Map<Long, SliceKeys> related() {
      return slices(true);
    }

    private Map<Long, SliceKeys> slices(boolean related) {
      return slices.entrySet().stream()
          .filter(entry -> (entry.getValue().kind() == SliceKind.RELATED) == related)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether there is any key of which it takes records. */
    boolean takesAnything() {
      return slices.values().stream().anyMatch(keys -> !keys.isNothing());
    }

    /** Whether any of its records are related ones. */
    boolean hasRelated() {
      return slices.values().stream()
          .anyMatch(keys -> keys.kind() == SliceKind.RELATED && !keys.isNothing());
    }

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
   * @param kind what it is a slice of; null in scopes of long ago
   */
  @RegisterForReflection
  record SliceKeys(boolean all, List<Long> keys, boolean repeats, @Nullable SliceKind kind) {

    /** No key. */
    static final SliceKeys NONE = new SliceKeys(false, List.of(), false, null);

    /** Every key. */
    static SliceKeys all(boolean repeats, @Nullable SliceKind kind) {
      return new SliceKeys(true, List.of(), repeats, kind);
    }

    /** No key of a slice that is the user's. */
    static SliceKeys none(SliceKind kind) {
      return new SliceKeys(false, List.of(), false, kind);
    }

    boolean isNothing() {
      return !all && keys.isEmpty();
    }

    SliceKeys or(SliceKeys other) {
      if (all || other.all) {
        return all(repeats || other.repeats, kind);
      }
      return new SliceKeys(
          false,
          Stream.concat(keys.stream(), other.keys.stream()).sorted().distinct().toList(),
          repeats || other.repeats,
          kind);
    }
  }

  /** What a slice holds, as far as it matters to a delta. */
  enum SliceKind {
    /** Records that a filter takes or that somebody works on. */
    OWN,
    /** Records that users follow. */
    FOLLOWED,
    /** Records that others lead to: who may read them its keys do not tell. */
    RELATED
  }

  EntityScope entity(String name) {
    return entities.getOrDefault(name, EntityScope.NOTHING);
  }
}
