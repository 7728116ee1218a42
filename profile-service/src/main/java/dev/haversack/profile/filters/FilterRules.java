package dev.haversack.profile.filters;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules that a filter on an entity keeps. */
public final class FilterRules {

  /** Clauses of one filter (section 2.3 of the facts: 500 in the expression builder). */
  static final int MOST_CONDITIONS = 500;

  /** Nesting that people still understand, and that no evaluation overflows on. */
  static final int DEEPEST = 20;

  /** Each is a slice that every change of a record has to be held against. */
  static final int MOST_ALTERNATIVES = 64;

  private final EntityMetadata entity;
  private final Map<String, Attribute> attributes;
  private final CallerConditions callerConditions;
  private final Findings findings;

  /** Rules for filters on this entity; what breaks them goes to the findings. */
  public FilterRules(EntityMetadata entity, CallerConditions callerConditions, Findings findings) {
    this.entity = entity;
    this.attributes =
        entity.attributes().stream()
            .collect(Collectors.toMap(Attribute::logicalName, a -> a, (first, second) -> first));
    this.callerConditions = callerConditions;
    this.findings = findings;
  }

  /** Checks a filter that stands at this path of the request. */
  public void check(Filter filter, String path) {
    if (depth(filter) > DEEPEST) {
      findings.error(
          path, FindingCode.TOO_DEEP, "Filters nest at most " + DEEPEST + " levels deep.");
      return;
    }
    int conditions = FilterAttributes.conditions(filter).size();
    if (conditions > MOST_CONDITIONS) {
      findings.error(
          path,
          FindingCode.TOO_MANY_CONDITIONS,
          "A filter has at most " + MOST_CONDITIONS + " conditions; this one has " + conditions);
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
      case Condition condition -> condition(condition, path);
    }
  }

  private void walkAll(List<Filter> parts, String path) {
    for (int i = 0; i < parts.size(); i++) {
      walk(parts.get(i), path + "[" + i + "]");
    }
  }

  private void condition(Condition condition, String path) {
    Attribute attribute = attributes.get(condition.attribute());
    if (attribute == null) {
      findings.error(
          path + ".attribute",
          FindingCode.UNKNOWN_ATTRIBUTE,
          "The entity %s has no attribute \"%s\"."
              .formatted(entity.logicalName(), condition.attribute()));
      return;
    }
    refuseSecured(attribute, path + ".attribute");
    new ConditionRules(condition, attribute, path, findings).check(callerConditions);
    String other = condition.valueOf();
    if (other != null) {
      comparison(condition, attribute, other, path);
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
    Attribute right = attributes.get(other);
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

  private static int depth(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> 1 + deepest(parts);
      case OrFilter(var parts) -> 1 + deepest(parts);
      case Condition condition -> 0;
    };
  }

  private static int deepest(List<Filter> parts) {
    return parts.stream().mapToInt(FilterRules::depth).max().orElse(0);
  }
}
