package dev.haversack.profile.filters;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterSize;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;

/** The rules that a filter on an entity keeps. */
public final class FilterRules {

  /** Each is a slice that every change of a record has to be held against. */
  static final int MOST_ALTERNATIVES = 64;

  private final EntityMetadata entity;
  private final Map<String, EntityMetadata> entities;
  private final CallerConditions callerConditions;
  private final Findings findings;

  /**
   * Rules for filters on an entity; what breaks them goes to the findings.
   *
   * @param entity the entity
   * @param entities all entities by name, for those that filters link with
   */
  public FilterRules(
      EntityMetadata entity,
      Map<String, EntityMetadata> entities,
      CallerConditions callerConditions,
      Findings findings) {
    this.entity = entity;
    this.entities = entities;
    this.callerConditions = callerConditions;
    this.findings = findings;
  }

  /** Checks a filter that stands at this path of the request. */
  public void check(Filter filter, String path) {
    FilterSize size = FilterSize.of(filter);
    if (size.depth() > FilterSize.DEEPEST) {
      findings.error(
          path,
          FindingCode.TOO_DEEP,
          "Filters nest at most " + FilterSize.DEEPEST + " levels deep.");
      return;
    }
    if (size.conditions() > FilterSize.MOST_CONDITIONS) {
      findings.error(
          path,
          FindingCode.TOO_MANY_CONDITIONS,
          "A filter has at most %d conditions; this one has %d."
              .formatted(FilterSize.MOST_CONDITIONS, size.conditions()));
      return;
    }
    if (size.links() > FilterSize.MOST_LINKS) {
      findings.error(
          path,
          FindingCode.TOO_MANY_LINKS,
          "A filter has at most %d links; this one has %d."
              .formatted(FilterSize.MOST_LINKS, size.links()));
      return;
    }
    long alternatives = alternatives(filter);
    if (alternatives > MOST_ALTERNATIVES) {
      findings.error(
          path,
          FindingCode.TOO_MANY_CONDITIONS,
          "Its conditions on the caller multiply out to %d alternatives; at most %d are allowed. Use fewer of them below \"and\"."
              .formatted(alternatives, MOST_ALTERNATIVES));
    }
    walk(filter, path);
  }

  /**
   * How many slices dataset-service needs: conditions on the caller add up below {@code or} and
   * multiply below {@code and}.
   */
  private static long alternatives(Filter filter) {
    if (FilterAttributes.conditions(filter).stream()
        .noneMatch(c -> c.operator().dependsOnCaller())) {
      return 1;
    }
    return switch (filter) {
      case Condition condition -> 1;
      case LinkFilter(Link link) -> link.filter() == null ? 1 : alternatives(link.filter());
      case OrFilter(var parts) -> parts.stream().mapToLong(FilterRules::alternatives).sum();
      case AndFilter(var parts) ->
          parts.stream()
              .mapToLong(FilterRules::alternatives)
              .reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    };
  }

  private void walk(Filter filter, String path) {
    switch (filter) {
      case AndFilter(var parts) -> walkAll(parts, path + ".and");
      case OrFilter(var parts) -> walkAll(parts, path + ".or");
      case LinkFilter(Link link) -> link(link, path + ".link");
      case Condition condition -> condition(condition, path);
    }
  }

  private void walkAll(List<Filter> parts, String path) {
    for (int i = 0; i < parts.size(); i++) {
      walk(parts.get(i), path + "[" + i + "]");
    }
  }

  private void link(Link link, String path) {
    EntityMetadata linked = entities.get(link.entity());
    if (linked == null) {
      findings.error(
          path + ".entity",
          FindingCode.UNKNOWN_ENTITY,
          "There is no entity \"" + link.entity() + "\".");
      return;
    }
    new LinkRules(link, entity, linked, path, findings).check();
    if (link.filter() != null) {
      CallerConditions inside =
          link.type().asksForOne() || callerConditions == CallerConditions.REFUSED
              ? callerConditions
              : CallerConditions.REFUSED_BELOW_NONE;
      new FilterRules(linked, entities, inside, findings).walk(link.filter(), path + ".filter");
    }
  }

  private void condition(Condition condition, String path) {
    Attribute attribute = entity.forFilters(condition.attribute()).orElse(null);
    if (attribute == null) {
      findings.error(
          path + ".attribute",
          FindingCode.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\"."
              .formatted(entity.logicalName(), condition.attribute()));
      return;
    }
    refuseSecured(attribute, path + ".attribute");
    hierarchy(condition, path);
    hierarchyIsOpen(condition, path);
    new ConditionRules(condition, attribute, path, findings).check(callerConditions);
    String other = condition.valueOf();
    if (other != null) {
      comparison(condition, attribute, other, path);
    }
  }

  private void hierarchy(Condition condition, String path) {
    boolean hasOne =
        condition.attribute().equals(EntityMetadata.idOf(entity.logicalName()))
            && entity.hierarchy().isPresent();
    if (condition.operator().dependsOnHierarchy() && !hasOne) {
      findings.error(
          path + ".operator",
          FindingCode.NOT_HIERARCHICAL,
          "%s compares the id of records of an entity with a hierarchical relationship; %s of %s is none."
              .formatted(
                  condition.operator().wireName(), condition.attribute(), entity.logicalName()));
    }
  }

  private void hierarchyIsOpen(Condition condition, String path) {
    if (condition.operator().dependsOnHierarchy()) {
      entity.hierarchy().ifPresent(lookup -> refuseSecured(lookup, path + ".operator"));
    }
  }

  /** Who gets a record would tell what it holds. */
  private void refuseSecured(Attribute attribute, String path) {
    if (attribute.secured()) {
      findings.error(
          path,
          FindingCode.SECURED_ATTRIBUTE,
          "%s is secured; filters cannot look at it.".formatted(attribute.logicalName()));
    }
  }

  private void comparison(Condition condition, Attribute attribute, String other, String path) {
    Attribute right = entity.forFilters(other).orElse(null);
    if (!condition.operator().comparesAttributes()) {
      findings.error(
          path + ".valueOf",
          FindingCode.OPERAND_NOT_ALLOWED,
          condition.operator().wireName() + " does not compare two attributes.");
    } else if (right == null) {
      findings.error(
          path + ".valueOf",
          FindingCode.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\".".formatted(entity.logicalName(), other));
    } else if (right.secured()) {
      refuseSecured(right, path + ".valueOf");
    } else if (right.type() != attribute.type()) {
      findings.error(
          path + ".valueOf",
          FindingCode.WRONG_TYPE,
          "%s and %s are not of the same type.".formatted(condition.attribute(), other));
    }
  }
}
