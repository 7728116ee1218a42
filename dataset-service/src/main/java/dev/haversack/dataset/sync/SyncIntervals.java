package dev.haversack.dataset.sync;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.ProfileGraph;
import dev.haversack.dataset.slices.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a user's devices should ask for changes, per entity, in minutes: the shortest interval
 * of the entity itself, of those whose records bring its records along, and of those that the
 * filter of its item looks at. Section 4.4 of the facts.
 */
final class SyncIntervals {

  /**
   * What moves records of one entity into a dataset and out of it.
   *
   * @param of the entity whose records move
   * @param on the entity whose records move them
   */
  private record Dependency(String of, String on) {}

  private SyncIntervals() {}

  static Map<String, Integer> of(OrganizationModel organization, UUID userId) {
    Map<String, Integer> shortest = new HashMap<>();
    List<Dependency> dependencies = new ArrayList<>();
    for (PublishedProfile profile : organization.profilesOf(userId)) {
      profile
          .items()
          .forEach(item -> shortest.merge(item.entity(), item.syncInterval(), Math::min));
      dependencies.addAll(dependencies(organization, profile));
    }
    while (dependencies.stream().anyMatch(dependency -> shortens(dependency, shortest))) {
      // What has become shorter may shorten others.
    }
    return shortest;
  }

  /** Entities that are not in the dataset have no interval to take over. */
  private static boolean shortens(Dependency dependency, Map<String, Integer> intervals) {
    Integer of = intervals.get(dependency.of());
    Integer on = intervals.get(dependency.on());
    boolean shorter = of != null && on != null && on < of;
    if (shorter) {
      intervals.put(dependency.of(), on);
    }
    return shorter;
  }

  private static List<Dependency> dependencies(
      OrganizationModel organization, PublishedProfile profile) {
    Set<String> places = new HashSet<>();
    profile.items().forEach(item -> places.add(item.entity()));
    ProfileGraph graph = new ProfileGraph(organization, profile.items(), places);
    List<Dependency> found = new ArrayList<>();
    for (ProfileItem item : profile.items()) {
      for (Step step : graph.from(item.entity())) {
        found.add(new Dependency(step.to(), item.entity()));
      }
      linked(item.filter()).forEach(entity -> found.add(new Dependency(item.entity(), entity)));
    }
    return found;
  }

  private static Stream<String> linked(@Nullable Filter filter) {
    return switch (filter) {
      case null -> Stream.empty();
      case Condition _ -> Stream.empty();
      case AndFilter(List<Filter> parts) -> parts.stream().flatMap(SyncIntervals::linked);
      case OrFilter(List<Filter> parts) -> parts.stream().flatMap(SyncIntervals::linked);
      case LinkFilter(var link) -> Stream.concat(Stream.of(link.entity()), linked(link.filter()));
    };
  }
}
