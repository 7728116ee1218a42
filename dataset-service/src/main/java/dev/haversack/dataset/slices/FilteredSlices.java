package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.filter.AttributeTypes;
import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.TimeContext;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes slices of filters. */
final class FilteredSlices {

  private static final CallerContext ANYBODY =
      new CallerContext(new UUID(0, 0), Set.of(), null, Set.of(), Set.of(), null);

  private final Canonical canonical;

  FilteredSlices(Canonical canonical) {
    this.canonical = canonical;
  }

  /**
   * Refuses a filter that the entity's metadata does not allow.
   *
   * @throws InvalidFilterException saying why
   */
  static void check(EntityModel entity, Filter filter, @Nullable Calendar calendar) {
    TimeContext time = calendar == null ? null : new TimeContext(Instant.EPOCH, calendar);
    FilterSql.compile(AttributeTypes.of(entity), filter, new Evaluation(ANYBODY, time));
  }

  /** The slice of all records that are held for a reason, or of those of them that are shared. */
  FilteredSlice held(EntityModel entity, Holding held, boolean shared) {
    return new FilteredSlice(
        entity.name(), new AndFilter(List.of()), new TreeMap<>(), List.of(), shared, held, null);
  }

  /** The slice of a part of a filter, of all records or of those that are shared. */
  FilteredSlice of(
      EntityModel entity, Disjunct disjunct, boolean shared, @Nullable Calendar calendar) {
    Filter filter = canonical.filter(disjunct.recordFilter());
    SortedMap<String, AttributeType> used = new TreeMap<>();
    collectTypes(filter, AttributeTypes.of(entity), used);
    return new FilteredSlice(
        entity.name(),
        filter,
        used,
        CallerCondition.extraKeys(disjunct.conditions()),
        shared,
        null,
        looksAtTime(filter) ? calendar : null);
  }

  private static boolean looksAtTime(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().anyMatch(FilteredSlices::looksAtTime);
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(FilteredSlices::looksAtTime);
      case Condition condition -> condition.operator().dependsOnTime();
    };
  }

  private static void collectTypes(
      Filter filter, AttributeTypes types, SortedMap<String, AttributeType> into) {
    switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.forEach(p -> collectTypes(p, types, into));
      case OrFilter(List<Filter> parts) -> parts.forEach(p -> collectTypes(p, types, into));
      case Condition condition ->
          Stream.concat(Stream.of(condition.attribute()), Stream.ofNullable(condition.valueOf()))
              .forEach(name -> {
                AttributeType type = types.typeOf(name);
                if (type != null) {
                  into.put(name, type);
                }
              });
    }
  }
}
