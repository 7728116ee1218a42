package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A part of a filter: it holds where the filter on the record holds and all conditions on the
 * caller do. A filter is the union of its disjuncts.
 *
 * @param recordFilter looks at the record only
 * @param conditions look at the caller; none means that everybody is served alike
 */
record Disjunct(Filter recordFilter, SortedSet<CallerCondition> conditions) {

  /** Beyond this a filter multiplies out to more slices than any profile needs. */
  static final int MOST = 64;

  private static final Filter ALWAYS = new AndFilter(List.of());

  /**
   * Splits a filter; the parts that look at the record only stay whole. Filters have no negation,
   * so conditions on the caller never occur negated.
   *
   * @return empty when there would be more than {@link #MOST}
   */
  static Optional<List<Disjunct>> split(Filter filter) {
    List<Disjunct> found =
        switch (filter) {
          case Filter f when looksAtRecordOnly(f) -> List.of(new Disjunct(f, new TreeSet<>()));
          case Condition condition ->
              List.of(new Disjunct(ALWAYS, new TreeSet<>(List.of(CallerCondition.of(condition)))));
          case OrFilter(var parts) -> union(parts);
          case AndFilter(var parts) -> product(parts);
        };
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static List<Disjunct> union(List<Filter> parts) {
    List<Disjunct> all = new ArrayList<>();
    List<Filter> ofRecord = parts.stream().filter(Disjunct::looksAtRecordOnly).toList();
    if (!ofRecord.isEmpty()) {
      all.add(new Disjunct(new OrFilter(ofRecord), new TreeSet<>()));
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
    List<Disjunct> all = List.of(new Disjunct(new AndFilter(ofRecord), new TreeSet<>()));
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

  private Disjunct and(Disjunct other) {
    SortedSet<CallerCondition> both = new TreeSet<>(conditions);
    both.addAll(other.conditions);
    return new Disjunct(new AndFilter(List.of(recordFilter, other.recordFilter)), both);
  }

  private static boolean looksAtRecordOnly(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().allMatch(Disjunct::looksAtRecordOnly);
      case OrFilter(var parts) -> parts.stream().allMatch(Disjunct::looksAtRecordOnly);
      case Condition condition -> !condition.operator().dependsOnCaller();
    };
  }
}
