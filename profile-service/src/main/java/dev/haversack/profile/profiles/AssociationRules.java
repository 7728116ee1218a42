package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that the associations of a profile keep together (sections 2.1 to 2.4 of the facts).
 * Circles are allowed, unlike in the product.
 */
final class AssociationRules {

  private final List<ProfileItem> items;
  private final Relationships relationships;
  private final ProfileLimits limits;
  private final Findings findings;
  private final Map<String, List<Step>> steps = new LinkedHashMap<>();

  AssociationRules(
      List<ProfileItem> items,
      Map<String, EntityMetadata> entities,
      ProfileLimits limits,
      Findings findings) {
    this.items = items;
    this.relationships = new Relationships(entities);
    this.limits = limits;
    this.findings = findings;
  }

  /** An association that leads from one item to another. */
  private record Step(String from, Association association, String to) {

    private boolean isToChildren() {
      return association.direction() == AssociationDirection.CHILDREN;
    }
  }

  void check() {
    Set<String> known = new HashSet<>();
    items.forEach(item -> known.add(item.entity()));
    for (int i = 0; i < items.size(); i++) {
      collect(items.get(i), known, "items[" + i + "].associations");
    }
    for (int i = 0; i < items.size(); i++) {
      limits(items.get(i).entity(), "items[" + i + "].associations");
    }
    withoutAssociation();
  }

  private void collect(ProfileItem item, Set<String> known, String path) {
    List<Association> associations =
        Objects.requireNonNullElse(item.associations(), List.<Association>of());
    Set<Association> seen = new HashSet<>();
    for (int i = 0; i < associations.size(); i++) {
      Association association = associations.get(i);
      String place = path + "[" + i + "]";
      Optional<Relationships.Lookup> lookup = relationships.of(item.entity(), association);
      if (!seen.add(association)) {
        findings.error(
            place,
            FindingCode.ASSOCIATION_TWICE,
            association.relationship() + " is there twice in the same direction.");
      } else if (lookup.isEmpty() || lookup.get().secured()) {
        findings.error(
            place + ".relationship",
            FindingCode.UNKNOWN_RELATIONSHIP,
            "The entity %s has no relationship \"%s\" in that direction."
                .formatted(item.entity(), association.relationship()));
      } else {
        add(item, association, lookup.get().leadsTo(association.direction()), known, place);
      }
    }
  }

  private void add(
      ProfileItem item, Association association, String to, Set<String> known, String place) {
    if (known.contains(to)) {
      steps
          .computeIfAbsent(item.entity(), from -> new ArrayList<>())
          .add(new Step(item.entity(), association, to));
    } else {
      findings.error(
          place + ".relationship",
          FindingCode.RELATED_ENTITY_NOT_IN_PROFILE,
          "It leads to %s, which the profile has no item for; add one, with \"related\" for instance."
              .formatted(to));
    }
  }

  private void limits(String entity, String path) {
    Map<Step, Optional<Step>> reached = from(entity);
    limit(path, reached, List.copyOf(reached.keySet()), limits.mostAssociations(), "");
    List<Step> children = reached.keySet().stream().filter(Step::isToChildren).toList();
    limit(path, reached, children, limits.mostChildAssociations(), " to children");
  }

  private void limit(
      String path, Map<Step, Optional<Step>> reached, List<Step> counted, int most, String kind) {
    if (counted.size() > most) {
      findings.error(
          path,
          FindingCode.TOO_MANY_ASSOCIATIONS,
          "The organization allows %d associations%s that lead on from one item, directly or through others; here are %d. Over the limit leads: %s."
              .formatted(most, kind, counted.size(), chain(reached, counted.get(most))));
    }
  }

  /** Every association that leads on from an item, nearest first, with the one before it. */
  private Map<Step, Optional<Step>> from(String entity) {
    Map<Step, Optional<Step>> reached = new LinkedHashMap<>();
    Deque<Step> open = new ArrayDeque<>();
    for (Step first : steps.getOrDefault(entity, List.of())) {
      reached.put(first, Optional.empty());
      open.add(first);
    }
    while (!open.isEmpty()) {
      Step step = open.remove();
      for (Step next : steps.getOrDefault(step.to(), List.of())) {
        if (reached.putIfAbsent(next, Optional.of(step)) == null) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  private static String chain(Map<Step, Optional<Step>> reached, Step last) {
    StringBuilder chain = new StringBuilder(last.to());
    Optional<Step> step = Optional.of(last);
    while (step.isPresent()) {
      chain.insert(0, step.get().from() + " => ");
      step = Objects.requireNonNull(reached.get(step.get()));
    }
    return chain.toString();
  }

  private void withoutAssociation() {
    Set<String> reached = new HashSet<>();
    items.stream()
        .filter(item -> item.distribution() != Distribution.RELATED)
        .forEach(item -> from(item.entity()).keySet().forEach(step -> reached.add(step.to())));
    for (int i = 0; i < items.size(); i++) {
      ProfileItem item = items.get(i);
      if (item.distribution() == Distribution.RELATED && !reached.contains(item.entity())) {
        findings.warning(
            "items[" + i + "].distribution",
            FindingCode.RELATED_WITHOUT_ASSOCIATION,
            "No association leads to %s from an item that takes records by itself, so nothing of it goes offline."
                .formatted(item.entity()));
      }
    }
  }
}
