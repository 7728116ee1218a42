package dev.haversack.dataset.slicer;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.LinkPath;
import dev.haversack.dataset.slices.FilteredSlice;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which records a slice may take otherwise now, given what changed: those that changed, those that
 * are or were linked with them, and those that moved in a hierarchy or are above or below what did.
 * It may name some in vain, but never misses one. Decision 0016.
 */
final class Dependents {

  private final Edges edges;

  /** Over edges that are up already and tell what they were before this batch. */
  Dependents(Edges edges) {
    this.edges = edges;
  }

  /**
   * The records of a slice's entity to evaluate anew.
   *
   * @param changed the ids of changed records by entity
   * @return empty for all there are: so many are linked with what changed that they are not named
   */
  Optional<Set<UUID>> of(FilteredSlice definition, Map<String, Set<UUID>> changed)
      throws SQLException {
    if (definition.linkage() == null) {
      return Optional.of(changed.getOrDefault(definition.entity(), Set.of()));
    }
    try {
      return Optional.of(reach(definition.schema(), definition.whole(), changed));
    } catch (Edges.TooManyException e) {
      return Optional.empty();
    }
  }

  private Set<UUID> reach(FilterSchema schema, Filter filter, Map<String, Set<UUID>> changed)
      throws SQLException {
    Set<UUID> found = new HashSet<>(changed.getOrDefault(schema.entity(), Set.of()));
    collect(schema, filter, changed, found);
    return found;
  }

  private void collect(
      FilterSchema schema, Filter filter, Map<String, Set<UUID>> changed, Set<UUID> found)
      throws SQLException {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> collectAll(schema, parts, changed, found);
      case OrFilter(List<Filter> parts) -> collectAll(schema, parts, changed, found);
      case LinkFilter(Link link) -> {
        Filter inner = Objects.requireNonNullElse(link.filter(), new AndFilter(List.of()));
        Set<UUID> linked = reach(schema.at(link.entity()), inner, changed);
        for (LinkPath path : schema.paths(link)) {
          found.addAll(back(path, linked));
        }
      }
      case Condition condition -> {
        if (condition.operator().dependsOnHierarchy()) {
          found.addAll(moved(schema, condition));
        }
      }
    }
  }

  private void collectAll(
      FilterSchema schema, List<Filter> parts, Map<String, Set<UUID>> changed, Set<UUID> found)
      throws SQLException {
    for (Filter part : parts) {
      collect(schema, part, changed, found);
    }
  }

  /** The path backwards: from linked records to those where it begins. */
  private Set<UUID> back(LinkPath path, Set<UUID> linked) throws SQLException {
    Set<UUID> between = path.down() == null ? linked : edges.parentsOf(path.down(), linked);
    return path.up() == null ? between : edges.childrenOf(path.up(), between);
  }

  private Set<UUID> moved(FilterSchema schema, Condition condition) throws SQLException {
    Relation hierarchy = schema.hierarchy();
    Set<UUID> moved = edges.moved(hierarchy);
    if (moved.isEmpty() || condition.value() == null) {
      return Set.of();
    }
    return switch (condition.operator()) {
      case ABOVE, EQ_OR_ABOVE -> all(Set.of(id(condition)), ids -> edges.parentsOf(hierarchy, ids));
      default -> all(moved, ids -> edges.childrenOf(hierarchy, ids));
    };
  }

  private static UUID id(Condition condition) {
    String text = Objects.requireNonNull(condition.value()).asText();
    return UUID.fromString(text.replaceAll("[{}]", ""));
  }

  private interface Steps {
    Set<UUID> from(Collection<UUID> ids) throws SQLException;
  }

  /** What any number of steps leads to, the beginning included. */
  private static Set<UUID> all(Set<UUID> beginning, Steps steps) throws SQLException {
    Set<UUID> found = new HashSet<>(beginning);
    Set<UUID> open = beginning;
    while (!open.isEmpty()) {
      Set<UUID> next = steps.from(open);
      next.removeIf(id -> !found.add(id));
      open = next;
    }
    return found;
  }
}
