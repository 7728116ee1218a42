package dev.haversack.profile.filters;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a filter looks at. */
public final class FilterAttributes {

  private FilterAttributes() {}

  /**
   * The attributes of an entity that a filter looks at, be it the one that it filters or one that
   * it links with.
   *
   * @param filtered the entity that it filters
   * @param entity the entity whose attributes are asked for
   */
  public static Set<String> of(@Nullable Filter filter, String filtered, String entity) {
    return filter == null
        ? Set.of()
        : attributes(filter, filtered, entity).collect(Collectors.toSet());
  }

  private static Stream<String> attributes(Filter filter, String filtered, String entity) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().flatMap(p -> attributes(p, filtered, entity));
      case OrFilter(var parts) -> parts.stream().flatMap(p -> attributes(p, filtered, entity));
      case LinkFilter(Link link) ->
          Stream.of(
                  filtered.equals(entity) ? Stream.of(link.to()) : Stream.<String>of(),
                  link.entity().equals(entity) ? Stream.of(link.from()) : Stream.<String>of(),
                  Stream.ofNullable(link.filter())
                      .flatMap(inner -> attributes(inner, link.entity(), entity)))
              .flatMap(Function.identity());
      case Condition condition ->
          filtered.equals(entity)
              ? Stream.concat(
                  Stream.of(condition.attribute()), Stream.ofNullable(condition.valueOf()))
              : Stream.of();
    };
  }

  /**
   * Whether a filter looks at the hierarchy of an entity, be it the one that it filters or one that
   * it links with.
   */
  public static boolean looksAtHierarchy(@Nullable Filter filter, String filtered, String entity) {
    return switch (filter) {
      case null -> false;
      case AndFilter(var parts) ->
          parts.stream().anyMatch(p -> looksAtHierarchy(p, filtered, entity));
      case OrFilter(var parts) ->
          parts.stream().anyMatch(p -> looksAtHierarchy(p, filtered, entity));
      case LinkFilter(Link link) -> looksAtHierarchy(link.filter(), link.entity(), entity);
      case Condition condition ->
          filtered.equals(entity) && condition.operator().dependsOnHierarchy();
    };
  }

  /** Whether a filter links with an entity. */
  public static boolean linksWith(@Nullable Filter filter, String entity) {
    return filter != null && links(filter).anyMatch(link -> link.entity().equals(entity));
  }

  /** The entities that a filter links with, those of links in links included. */
  public static Set<String> linked(Filter filter) {
    return links(filter).map(Link::entity).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All links of a filter, those in links included. */
  static Stream<Link> links(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().flatMap(FilterAttributes::links);
      case OrFilter(var parts) -> parts.stream().flatMap(FilterAttributes::links);
      case LinkFilter(Link link) ->
          Stream.concat(
              Stream.of(link), Stream.ofNullable(link.filter()).flatMap(FilterAttributes::links));
      case Condition condition -> Stream.of();
    };
  }

  /** All conditions of a filter, those in links included, in the order in which they stand. */
  public static List<Condition> conditions(Filter filter) {
    return stream(filter).toList();
  }

  private static Stream<Condition> stream(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().flatMap(FilterAttributes::stream);
      case OrFilter(var parts) -> parts.stream().flatMap(FilterAttributes::stream);
      case LinkFilter(Link link) ->
          Stream.ofNullable(link.filter()).flatMap(FilterAttributes::stream);
      case Condition condition -> Stream.of(condition);
    };
  }
}
