package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a filter: it holds where the filter on the record holds and all conditions on the
 * caller do. A filter is the union of its disjuncts.
 *
 * @param recordFilter looks at the record only
 * @param conditions look at the caller; none means that everybody is served alike
 * @param linked the linked records that conditions look at
 */
record Disjunct(
    Filter recordFilter, SortedSet<CallerCondition> conditions, List<LinkedRow> linked) {

  /** Beyond this a filter multiplies out to more slices than any profile needs. */
  static final int MOST = 64;

  private static final Filter ALWAYS = new AndFilter(List.of());

  /** Everybody is served alike. */
  Disjunct(Filter recordFilter) {
    this(recordFilter, new TreeSet<>(), List.of());
  }

  /**
   * Splits a filter; the parts that look at the record only stay whole. Filters have no negation,
   * so conditions on the caller never occur negated.
   *
   * @return empty when there would be more than {@link #MOST}
   */
  static Optional<List<Disjunct>> split(Filter filter) {
    List<Disjunct> found =
        switch (filter) {
          case Filter f when looksAtRecordOnly(f) -> List.of(new Disjunct(f));
          case Condition condition ->
              List.of(
                  new Disjunct(
                      ALWAYS, new TreeSet<>(List.of(CallerCondition.of(condition))), List.of()));
          case LinkFilter(Link link) -> over(link);
          case OrFilter(var parts) -> union(parts);
          case AndFilter(var parts) -> product(parts);
        };
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static List<Disjunct> union(List<Filter> parts) {
    List<Disjunct> all = new ArrayList<>();
    List<Filter> ofRecord = parts.stream().filter(Disjunct::looksAtRecordOnly).toList();
    if (!ofRecord.isEmpty()) {
      all.add(new Disjunct(new OrFilter(ofRecord)));
    }
    for (Filter part : parts) {
      if (!looksAtRecordOnly(part)) {
        List<Disjunct> of = split(part).orElse(List.of());
        all.addAll(of);
        if (of.isEmpty() || all.size() > MOST) {
          return List.of();
        }
      }
    }
    return all;
  }

  private static List<Disjunct> product(List<Filter> parts) {
    List<Filter> ofRecord = parts.stream().filter(Disjunct::looksAtRecordOnly).toList();
    List<Disjunct> all = List.of(new Disjunct(new AndFilter(ofRecord)));
    for (Filter part : parts) {
      if (!looksAtRecordOnly(part)) {
        List<Disjunct> factors = split(part).orElse(List.of());
        if (all.size() * factors.size() > MOST) {
          return List.of();
        }
        List<Disjunct> before = all;
        all = before.stream().flatMap(left -> factors.stream().map(left::and)).distinct().toList();
      }
    }
    return all;
  }

  /**
   * Which records are not linked with one of the caller's nobody can say without him: profiles that
   * ask so are refused, and yield nothing if they are there all the same.
   */
  private static List<Disjunct> over(Link link) {
    return link.type().asksForOne() && link.filter() != null
        ? split(link.filter()).orElse(List.of()).stream().map(d -> over(link, d)).toList()
        : List.of();
  }

  /** From a disjunct of a link's filter to one of the filter around. */
  private static Disjunct over(Link link, Disjunct inner) {
    SortedSet<CallerCondition> conditions = new TreeSet<>();
    inner.conditions.forEach(condition -> conditions.add(condition.beyondFirst()));
    Stream<LinkedRow> first =
        Stream.of(new LinkedRow(LinkedRow.OWN, link.with(inner.recordFilter)));
    return new Disjunct(
        ALWAYS,
        conditions,
        Stream.concat(first, inner.linked.stream().map(LinkedRow::beyondFirst)).toList());
  }

  private Disjunct and(Disjunct other) {
    SortedSet<CallerCondition> both = new TreeSet<>(conditions);
    other.conditions.forEach(condition -> both.add(condition.behind(linked.size())));
    return new Disjunct(
        new AndFilter(List.of(recordFilter, other.recordFilter)),
        both,
        Stream.concat(linked.stream(), other.linked.stream().map(row -> row.behind(linked.size())))
            .toList());
  }

  private static boolean looksAtRecordOnly(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().allMatch(Disjunct::looksAtRecordOnly);
      case OrFilter(var parts) -> parts.stream().allMatch(Disjunct::looksAtRecordOnly);
      case LinkFilter(Link link) -> link.filter() == null || looksAtRecordOnly(link.filter());
      case Condition condition -> !condition.operator().dependsOnCaller();
    };
  }
}
