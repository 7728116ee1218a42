package dev.haversack.dataset.slices;

import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the associations of a profile lead: its items as places, with steps between them. */
public final class ProfileGraph {

  private final OrganizationModel organization;
  private final Map<String, List<Step>> byOrigin = new HashMap<>();

  /**
   * The graph of a profile.
   *
   * @param places the entities of those items that may yield anything; no step leads elsewhere
   */
  public ProfileGraph(OrganizationModel organization, List<ProfileItem> items, Set<String> places) {
    this.organization = organization;
    for (ProfileItem item : items) {
      if (places.contains(item.entity())) {
        byOrigin
            .computeIfAbsent(item.entity(), e -> new ArrayList<>())
            .addAll(
                Objects.requireNonNullElse(item.associations(), List.<Association>of()).stream()
                    .flatMap(association -> steps(item.entity(), association))
                    .filter(step -> places.contains(step.to()))
                    .toList());
      }
    }
  }

  /** All steps that lead on from records of an entity, at once or through other records. */
  public SortedSet<Step> from(String entity) {
    SortedSet<Step> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(entity));
    while (!open.isEmpty()) {
      for (Step step : byOrigin.getOrDefault(open.remove(), List.of())) {
        if (found.add(step)) {
          open.add(step.to());
        }
      }
    }
    return found;
  }

  /** None where the metadata has changed since and the relationship is gone. */
  private Stream<Step> steps(String entity, Association association) {
    boolean toParent = association.direction() == AssociationDirection.PARENT;
    Stream<EntityModel> children =
        toParent
            ? organization.entity(entity).stream()
            : organization.entities().values().stream()
                .sorted(Comparator.comparing(EntityModel::name));
    return children
        .flatMap(child -> relations(child, association.relationship()))
        .map(relation -> new Step(relation, toParent))
        .filter(step -> step.from().equals(entity))
        .limit(1);
  }

  private static Stream<Relation> relations(EntityModel child, String relationship) {
    return child.attributes().values().stream()
        .flatMap(attribute ->
            targets(attribute).stream()
                .filter(target -> target.relationship().equals(relationship))
                .map(target ->
                    new Relation(
                        child.name(),
                        attribute.logicalName(),
                        child.companionOf(attribute.logicalName()),
                        target.entity())));
  }

  private static List<LookupTarget> targets(Attribute attribute) {
    return Objects.requireNonNullElse(attribute.targets(), List.of());
  }
}
