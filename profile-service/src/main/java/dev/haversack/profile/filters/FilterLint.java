package dev.haversack.profile.filters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;

/** Warns of filters that are allowed, but slow or hardly meant. */
public final class FilterLint {

  /** More alternatives than people read; a list of values says the same in one condition. */
  private static final int MANY_ALTERNATIVES = 20;

  /** Below a day, records come and go between any two syncs. */
  private static final int HOURS_OF_A_DAY = 24;

  private static final int MINUTES_OF_A_DAY = 24 * 60;

  private final EntityMetadata entity;
  private final Map<String, EntityMetadata> entities;
  private final Contradictions contradictions;
  private final Findings findings;

  /**
   * Warnings about filters on an entity go to the findings.
   *
   * @param entity the entity
   * @param entities all entities by name, for those that filters link with
   */
  public FilterLint(
      EntityMetadata entity, Map<String, EntityMetadata> entities, Findings findings) {
    this.entity = entity;
    this.entities = entities;
    this.contradictions = new Contradictions(entity);
    this.findings = findings;
  }

  /** Checks any filter that stands at this path. */
  public void check(Filter filter, String path) {
    contradictions
        .in(List.of(filter))
        .ifPresent(why ->
            findings.warning(path, FindingCode.NEVER_HOLDS, "No record passes the filter: " + why));
    walk(filter, path);
  }

  /** Checks the filter of an item, which holds together with the organization filter. */
  public void checkItem(Filter filter, String path) {
    check(filter, path);
    Filter organizationFilter = entity.offline().organizationFilter();
    if (organizationFilter != null
        && contradictions.in(List.of(filter)).isEmpty()
        && contradictions.in(List.of(organizationFilter)).isEmpty()) {
      contradictions
          .in(List.of(organizationFilter, filter))
          .ifPresent(why ->
              findings.warning(
                  path,
                  FindingCode.CONTRADICTS_ORGANIZATION_FILTER,
                  "No record passes both this filter and the organization filter: " + why));
    }
    OwnerFilters.sameAs(filter, entity)
        .ifPresent(distribution ->
            findings.warning(
                path,
                FindingCode.SAME_AS_DISTRIBUTION,
                "The filter takes what " + distribution + " takes; that is easier to read."));
  }

  private void walk(Filter filter, String path) {
    switch (filter) {
      case AndFilter(var parts) -> walkAll(parts, path + ".and");
      case OrFilter(var parts) -> {
        if (parts.size() > MANY_ALTERNATIVES) {
          findings.warning(
              path,
              FindingCode.MANY_ALTERNATIVES,
              "It has %d alternatives, each of which is tried on every record; where they compare one attribute, \"in\" does it at once."
                  .formatted(parts.size()));
        }
        walkAll(parts, path + ".or");
      }
      case LinkFilter(Link link) -> link(link, path + ".link");
      case Condition condition -> {
        pattern(condition, path);
        timeWindow(condition, path);
      }
    }
  }

  private void walkAll(List<Filter> parts, String path) {
    for (int i = 0; i < parts.size(); i++) {
      walk(parts.get(i), path + "[" + i + "]");
    }
  }

  private void link(Link link, String path) {
    if (link.entity().equals(entity.logicalName())) {
      findings.warning(
          path,
          FindingCode.LINKS_WITH_ITSELF,
          "%s is linked with itself: each change of a record has others evaluated again. Where it is about the hierarchy, under and above say it better."
              .formatted(link.entity()));
    }
    EntityMetadata linked = entities.get(link.entity());
    if (link.filter() == null || linked == null) {
      return;
    }
    if (FilterAttributes.links(link.filter()).findAny().isPresent()) {
      findings.warning(
          path,
          FindingCode.LINKS_OF_LINKS,
          "It goes on from %s to further entities: the more steps, the more records each change has evaluated again."
              .formatted(link.entity()));
    }
    new FilterLint(linked, entities, findings).check(link.filter(), path + ".filter");
  }

  private void pattern(Condition condition, String path) {
    if (searchesInside(condition)) {
      findings.warning(
          path,
          FindingCode.SEARCHES_INSIDE_TEXT,
          "%s looks for something inside or at the end of %s: slow with many records, because no index helps. A choice or begins-with is better."
              .formatted(condition.operator().wireName(), condition.attribute()));
    }
  }

  private static boolean searchesInside(Condition condition) {
    JsonNode value = condition.value();
    String text = value == null ? "" : value.asText();
    return switch (condition.operator()) {
      case ENDS_WITH, NOT_END_WITH -> true;
      case LIKE, NOT_LIKE -> text.startsWith("%") || text.startsWith("_") || text.startsWith("[");
      default -> false;
    };
  }

  private void timeWindow(Condition condition, String path) {
    JsonNode value = condition.value();
    if (value == null || !value.canConvertToInt()) {
      return;
    }
    boolean isShort =
        switch (condition.operator()) {
          case LAST_X_HOURS, NEXT_X_HOURS, OLDERTHAN_X_HOURS -> value.intValue() < HOURS_OF_A_DAY;
          case OLDERTHAN_X_MINUTES -> value.intValue() < MINUTES_OF_A_DAY;
          default -> false;
        };
    if (isShort) {
      findings.warning(
          path,
          FindingCode.SHORT_TIME_WINDOW,
          "Records pass or leave this condition every %s without being touched, and devices download and remove them; a window of days is calmer."
              .formatted(condition.operator() == Operator.OLDERTHAN_X_MINUTES ? "minute" : "hour"));
    }
  }
}
