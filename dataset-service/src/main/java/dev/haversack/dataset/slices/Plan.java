package dev.haversack.dataset.slices;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Published profile versions, compiled.
 *
 * @param <S> how a slice is named: by its definition while it is only wanted, by its id once built
 * @param profiles the profiles
 */
@RegisterForReflection
public record Plan<S>(List<PlannedProfile<S>> profiles) {

  /**
   * A published version.
   *
   * @param profileId the profile
   * @param version its version
   * @param items what it takes
   */
  @RegisterForReflection
  public record PlannedProfile<S>(UUID profileId, int version, List<PlannedItem<S>> items) {}

  /**
   * What it takes of one entity.
   *
   * @param entity the entity
   * @param columns the selected attributes, sorted; null for all
   * @param parts a record is taken when any of them takes it; none where nothing may go offline
   * @param guards of related records, whose keys tell only what led to them: all that may go
   *     offline of the entity, by keys that tell who may read it; none where no part is of related
   *     records
   */
  @RegisterForReflection
  public record PlannedItem<S>(
      String entity,
      @Nullable List<String> columns,
      List<PlannedPart<S>> parts,
      List<PlannedPart<S>> guards) {}

  /**
   * A slice, and which of its keys the caller may take.
   *
   * @param slice the slice
   * @param seed the slice whose keys it has, and the entity of that: the seed of related records,
   *     else the slice itself
   * @param conditions all must hold; none takes all keys
   * @param shared whether the seed is the slice of shared records: its keys end with whom they are
   *     shared with
   * @param held why the caller has its records, if it is a slice of records that users hold: the
   *     key before names him
   * @param variant for whom alone it is; null when it is for everybody
   */
  @RegisterForReflection
  public record PlannedPart<S>(
      S slice,
      Seed<S> seed,
      SortedSet<CallerCondition> conditions,
      boolean shared,
      @Nullable Holding held,
      @Nullable Variant variant) {

    /** Whether a record can be in it under several keys. */
    public boolean repeats() {
      return shared || ofRelated() || conditions.stream().anyMatch(CallerCondition::isOfLinked);
    }

    /** Whether it is of related records. */
    public boolean ofRelated() {
      return !slice.equals(seed.slice());
    }
  }

  /**
   * Where keys are from.
   *
   * @param slice the slice that has them
   * @param entity the entity of its records
   */
  @RegisterForReflection
  public record Seed<S>(S slice, String entity) {}

  /** All slices that users take from, some perhaps more than once. */
  public Stream<S> slices() {
    return profiles.stream()
        .flatMap(profile -> profile.items().stream())
        .flatMap(item -> Stream.concat(item.parts().stream(), item.guards().stream()))
        .map(PlannedPart::slice);
  }

  /** The same plan with its slices named another way. */
  public <T> Plan<T> map(Function<S, T> naming) {
    return new Plan<>(
        profiles.stream()
            .map(p ->
                new PlannedProfile<>(
                    p.profileId(),
                    p.version(),
                    p.items().stream().map(item -> map(item, naming)).toList()))
            .toList());
  }

  private static <S, T> PlannedItem<T> map(PlannedItem<S> item, Function<S, T> naming) {
    return new PlannedItem<>(
        item.entity(), item.columns(), map(item.parts(), naming), map(item.guards(), naming));
  }

  private static <S, T> List<PlannedPart<T>> map(
      List<PlannedPart<S>> parts, Function<S, T> naming) {
    return parts.stream()
        .map(part ->
            new PlannedPart<>(
                naming.apply(part.slice()),
                new Seed<>(naming.apply(part.seed().slice()), part.seed().entity()),
                part.conditions(),
                part.shared(),
                part.held(),
                part.variant()))
        .toList();
  }
}
