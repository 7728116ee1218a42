package dev.haversack.contract.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How large a filter is, links and what stands in them included. What an organization allows
 * ({@link ProfileLimits}) ends below what is allowed at all.
 *
 * @param depth how many levels of and, or and links are below each other
 * @param conditions its conditions
 * @param links its links
 * @param entities the entities that it links with
 */
public record FilterSize(int depth, int conditions, int links, Set<String> entities) {

  /** Nesting that people still understand, and that no evaluation overflows on. */
  public static final int DEEPEST = 20;

  /** Four times the clauses that the product allows (section 2.3 of the facts). */
  public static final int MOST_CONDITIONS = 2000;

  /** Each is a search of its own for every change of a record. */
  public static final int MOST_LINKS = 50;

  /** The size of a filter. */
  public static FilterSize of(Filter filter) {
    return switch (filter) {
      case Condition condition -> new FilterSize(0, 1, 0, Set.of());
      case AndFilter(List<Filter> parts) -> below(parts.stream(), Stream.of());
      case OrFilter(List<Filter> parts) -> below(parts.stream(), Stream.of());
      case LinkFilter(Link link) -> below(Stream.ofNullable(link.filter()), Stream.of(link));
    };
  }

  private static FilterSize below(Stream<Filter> parts, Stream<Link> own) {
    List<FilterSize> sizes = parts.map(FilterSize::of).toList();
    List<String> linked = own.map(Link::entity).toList();
    Set<String> entities = new TreeSet<>(linked);
    sizes.forEach(size -> entities.addAll(size.entities));
    return new FilterSize(
        1 + sizes.stream().mapToInt(FilterSize::depth).max().orElse(0),
        sizes.stream().mapToInt(FilterSize::conditions).sum(),
        linked.size() + sizes.stream().mapToInt(FilterSize::links).sum(),
        entities);
  }
}
