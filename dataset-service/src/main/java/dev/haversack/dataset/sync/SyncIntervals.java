package dev.haversack.dataset.sync;

import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.ProfileGraph;
import dev.haversack.dataset.slices.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How often a user's devices should ask for changes, per entity, in minutes: the shortest interval
 * of the entity itself and of those whose records bring its records along. Section 4.4 of the
 * facts.
 */
final class SyncIntervals {

  private SyncIntervals() {}

  static Map<String, Integer> of(OrganizationModel organization, UUID userId) {
    Map<String, Integer> own = new HashMap<>();
    for (PublishedProfile profile : organization.profilesOf(userId)) {
      profile.items().forEach(item -> own.merge(item.entity(), item.syncInterval(), Math::min));
    }
    Map<String, Integer> shortest = new HashMap<>(own);
    for (PublishedProfile profile : organization.profilesOf(userId)) {
      Set<String> places = new HashSet<>();
      profile.items().forEach(item -> places.add(item.entity()));
      ProfileGraph graph = new ProfileGraph(organization, profile.items(), places);
      for (ProfileItem item : profile.items()) {
        for (Step step : graph.from(item.entity())) {
          shortest.merge(
              step.to(), own.getOrDefault(item.entity(), item.syncInterval()), Math::min);
        }
      }
    }
    return shortest;
  }
}
