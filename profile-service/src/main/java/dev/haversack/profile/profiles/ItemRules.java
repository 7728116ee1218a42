package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterSize;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.profile.filters.CallerConditions;
import dev.haversack.profile.filters.FilterLint;
import dev.haversack.profile.filters.FilterRules;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that one item of a profile keeps (sections 2.2 and 2.4 of the facts). */
final class ItemRules {

  private final ProfileItem item;
  private final EntityMetadata entity;
  private final Map<String, EntityMetadata> entities;
  private final String path;
  private final ProfileLimits limits;
  private final Findings findings;

  ItemRules(
      ProfileItem item,
      EntityMetadata entity,
      Map<String, EntityMetadata> entities,
      String path,
      ProfileLimits limits,
      Findings findings) {
    this.item = item;
    this.entity = entity;
    this.entities = entities;
    this.path = path;
    this.limits = limits;
    this.findings = findings;
  }

  void check() {
    offline();
    distribution();
    ownedBy();
    filter();
    columns();
  }

  private void offline() {
    if (!entity.offline().enabled()) {
      findings.error(
          path + ".entity",
          FindingCode.ENTITY_NOT_OFFLINE,
          "The entity " + item.entity() + " is not enabled for offline.");
    } else if (entity.offline().organizationFilter() == null) {
      findings.warning(
          path + ".entity",
          FindingCode.NO_ORGANIZATION_FILTER,
          "The entity %s has no organization filter, so nothing of it goes offline."
              .formatted(item.entity()));
    }
  }

  private void distribution() {
    boolean allowed =
        switch (entity.ownership()) {
          case USER, BUSINESS -> true;
          case ORGANIZATION -> item.distribution() != Distribution.ORGANIZATION;
          case NONE -> item.distribution() == Distribution.RELATED;
        };
    if (!allowed) {
      findings.error(
          path + ".distribution",
          FindingCode.DISTRIBUTION_NOT_ALLOWED,
          "Records of %s have no owner to go by; the distribution cannot be used for it."
              .formatted(item.entity()));
    }
  }

  private void ownedBy() {
    if (item.distribution() != Distribution.ORGANIZATION) {
      if (anyOwnedBy()) {
        findings.error(
            path,
            FindingCode.OWNED_BY_WITHOUT_ORGANIZATION,
            "ownedByMe, ownedByMyTeams and ownedByMyBusinessUnit go with \"organization\" only.");
      }
      return;
    }
    if (!anyOwnedBy()) {
      findings.error(
          path,
          FindingCode.OWNED_BY_NEEDED,
          "The distribution \"organization\" needs at least one of ownedByMe, ownedByMyTeams and"
              + " ownedByMyBusinessUnit.");
    }
    boolean hasOwner = entity.ownership() == Ownership.USER;
    boolean hasUnit = hasOwner || entity.ownership() == Ownership.BUSINESS;
    flag(item.ownedByMe() && !hasOwner, "ownedByMe", FindingCode.OWNED_BY_ME_NOT_ALLOWED);
    flag(
        item.ownedByMyTeams() && !hasOwner,
        "ownedByMyTeams",
        FindingCode.OWNED_BY_MY_TEAMS_NOT_ALLOWED);
    flag(
        item.ownedByMyBusinessUnit() && !hasUnit,
        "ownedByMyBusinessUnit",
        FindingCode.OWNED_BY_MY_BUSINESS_UNIT_NOT_ALLOWED);
  }

  private boolean anyOwnedBy() {
    return item.ownedByMe() || item.ownedByMyTeams() || item.ownedByMyBusinessUnit();
  }

  private void flag(boolean wrong, String field, FindingCode code) {
    if (wrong) {
      findings.error(
          path + "." + field,
          code,
          "Records of %s are not owned that way; its ownership is %s."
              .formatted(
                  item.entity(), entity.ownership().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private void filter() {
    Filter filter = item.filter();
    boolean custom = item.distribution() == Distribution.CUSTOM;
    if (filter == null) {
      if (custom) {
        findings.error(
            path + ".filter",
            FindingCode.FILTER_NEEDED,
            "The distribution \"custom\" needs a filter.");
      }
      return;
    }
    if (!custom) {
      findings.error(
          path + ".filter",
          FindingCode.FILTER_WITHOUT_CUSTOM,
          "A filter goes with the distribution \"custom\" only.");
    }
    int errors = findings.errors().size();
    size(FilterSize.of(filter));
    if (findings.errors().size() > errors) {
      return;
    }
    new FilterRules(entity, entities, CallerConditions.ALLOWED, findings)
        .check(filter, path + ".filter");
    if (findings.errors().size() == errors) {
      new FilterLint(entity, entities, findings).checkItem(filter, path + ".filter");
    }
  }

  /** What the organization allows; {@link FilterRules} knows what is allowed at all. */
  private void size(FilterSize size) {
    most(limits.mostConditions(), size.conditions(), "conditions", FindingCode.TOO_MANY_CONDITIONS);
    most(limits.mostLinks(), size.links(), "links", FindingCode.TOO_MANY_LINKS);
    most(
        limits.mostLinkedEntities(),
        size.entities().size(),
        "linked entities",
        FindingCode.TOO_MANY_LINKS);
  }

  private void most(int allowed, int count, String what, FindingCode code) {
    if (count > allowed) {
      findings.error(
          path + ".filter",
          code,
          "The organization allows %d %s in a filter; this one has %d."
              .formatted(allowed, what, count));
    }
  }

  private void columns() {
    Set<String> known =
        entity.attributes().stream().map(Attribute::logicalName).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    List<String> columns = Objects.requireNonNullElse(item.columns(), List.of());
    for (int i = 0; i < columns.size(); i++) {
      String field = path + ".columns[" + i + "]";
      if (!known.contains(columns.get(i))) {
        findings.error(
            field,
            FindingCode.UNKNOWN_ATTRIBUTE,
            "The entity %s has no attribute \"%s\".".formatted(item.entity(), columns.get(i)));
      }
      if (!seen.add(columns.get(i))) {
        findings.error(field, FindingCode.DUPLICATE, columns.get(i) + " is there twice.");
      }
    }
  }
}
