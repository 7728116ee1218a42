package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.profile.filters.FilterAttributes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses to take away what something else still needs. */
@Singleton
class EntityInUse {

  private final List<EntityUses> uses;

  EntityInUse(@All List<EntityUses> uses) {
    this.uses = uses;
  }

  /** Refuses to delete an entity that a lookup, a role, a profile or a view names. */
  void refuseDelete(UUID organizationId, String entity) {
    List<String> needs = new ArrayList<>();
    for (EntityRow other : EntityRow.all(organizationId)) {
      if (!other.logicalName.equals(entity)) {
        lookupsTo(entity, other.metadata)
            .forEach(a -> needs.add("the lookup " + other.logicalName + "." + a));
        if (FilterAttributes.linksWith(other.metadata.offline().organizationFilter(), entity)) {
          needs.add("the organization filter of " + other.logicalName);
        }
      }
    }
    uses.forEach(use -> needs.addAll(use.ofEntity(organizationId, entity)));
    Findings findings = new Findings();
    needs.forEach(
        need -> findings.error("entity", FindingCode.STILL_USED, "Needed by " + need + "."));
    findings.refuse(ProblemCode.IN_USE, "The entity " + entity + " is still needed.");
  }

  /**
   * Refuses to remove, to redirect or to secure attributes that a profile, a view or another
   * entity's organization filter needs.
   */
  void refuseRemoval(UUID organizationId, EntityMetadata before, EntityMetadata after) {
    Set<String> removed = names(before);
    removed.removeAll(names(after));
    Set<String> secured = secured(after);
    secured.removeAll(secured(before));
    removed.addAll(secured);
    removed.addAll(redirected(before, after));
    Findings findings = new Findings();
    Stream.concat(
            uses.stream().flatMap(use -> use.attributes(organizationId, before).stream()),
            ofOrganizationFilters(organizationId, before.logicalName()))
        .filter(removed::contains)
        .distinct()
        .sorted()
        .forEach(name ->
            findings.error(
                "attributes",
                FindingCode.STILL_USED,
                "A profile, a view, a process or an organization filter still needs the attribute "
                    + name
                    + " as it is."));
    findings.refuse(ProblemCode.IN_USE, "Attributes are still needed.");
  }

  /** Refuses to disable an entity for offline while a profile uses it. */
  void refuseDisabling(UUID organizationId, EntityMetadata before, EntityMetadata after) {
    if (!before.offline().enabled() || after.offline().enabled()) {
      return;
    }
    Findings findings = new Findings();
    uses.stream()
        .flatMap(use -> use.ofOffline(organizationId, before.logicalName()).stream())
        .forEach(
            use -> findings.error("enabled", FindingCode.OFFLINE_IN_USE, "Needed by " + use + "."));
    findings.refuse(ProblemCode.IN_USE, "The entity cannot be disabled while a profile uses it.");
  }

  /** What the filters of other entities look at; its own filter is checked with it. */
  private static Stream<String> ofOrganizationFilters(UUID organizationId, String entity) {
    return EntityRow.all(organizationId).stream()
        .filter(row -> !row.logicalName.equals(entity))
        .flatMap(row ->
            FilterAttributes.of(
                row.metadata.offline().organizationFilter(), row.logicalName, entity)
                .stream());
  }

  private static Set<String> names(EntityMetadata entity) {
    return entity.attributes().stream()
        .map(Attribute::logicalName)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * Lookups that lost a target, or the name of its relationship, which associations name, or make
   * the hierarchy no longer.
   */
  private static Set<String> redirected(EntityMetadata before, EntityMetadata after) {
    Set<String> found = new HashSet<>();
    for (Attribute attribute : before.attributes()) {
      List<LookupTarget> targets =
          after.attributes().stream()
              .filter(a -> a.logicalName().equals(attribute.logicalName()))
              .flatMap(a -> Stream.ofNullable(a.targets()))
              .flatMap(List::stream)
              .toList();
      if (attribute.targets() != null
          && !attribute.targets().stream().allMatch(t -> hasStill(targets, t))) {
        found.add(attribute.logicalName());
      }
    }
    return found;
  }

  private static boolean hasStill(List<LookupTarget> targets, LookupTarget target) {
    return targets.stream()
        .anyMatch(t ->
            t.entity().equals(target.entity())
                && t.relationship().equals(target.relationship())
                && (t.hierarchical() || !target.hierarchical()));
  }

  private static Set<String> secured(EntityMetadata entity) {
    return entity.attributes().stream()
        .filter(Attribute::secured)
        .map(Attribute::logicalName)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> lookupsTo(String entity, EntityMetadata other) {
    return other.attributes().stream()
        .filter(a ->
            Objects.requireNonNullElse(a.targets(), List.<LookupTarget>of()).stream()
                .anyMatch(target -> target.entity().equals(entity)))
        .map(Attribute::logicalName)
        .toList();
  }
}
