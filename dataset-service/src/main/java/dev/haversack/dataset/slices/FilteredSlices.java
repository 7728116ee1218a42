package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.CallerContext;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.filter.TimeContext;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
   * Refuses a filter that the entities' metadata does not allow.
   *
   * @throws InvalidFilterException saying why
   */
  static void check(
      OrganizationModel organization,
      EntityModel entity,
      Filter filter,
      @Nullable Calendar calendar) {
    TimeContext time = calendar == null ? null : new TimeContext(Instant.EPOCH, calendar);
    FilterSql.compile(
        FilterSchema.of(organization::entity, entity.name(), filter),
        filter,
        new Evaluation(ANYBODY, time),
        EdgeTable.NONE);
  }

  /** The slice of all records that are held for a reason, or of those of them that are shared. */
  FilteredSlice held(EntityModel entity, Holding held, boolean shared) {
    return new FilteredSlice(
        entity.name(),
        new AndFilter(List.of()),
        new TreeMap<>(),
        List.of(),
        shared,
        held,
        null,
        null,
        null);
  }

  /** The slice of a part of a filter, of all records or of those that are shared. */
  FilteredSlice of(
      OrganizationModel organization,
      EntityModel entity,
      Disjunct disjunct,
      boolean shared,
      @Nullable Calendar calendar) {
    Filter filter = canonical.filter(disjunct.recordFilter());
    List<LinkedRow> linked =
        disjunct.linked().stream()
            .map(row -> new LinkedRow(row.from(), canonical.link(row.link())))
            .toList();
    Filter whole = LinkedRows.with(filter, linked);
    FilterSchema schema = FilterSchema.of(organization::entity, entity.name(), whole);
    return new FilteredSlice(
        entity.name(),
        filter,
        new TreeMap<>(Objects.requireNonNull(schema.types().get(entity.name()))),
        CallerCondition.extraKeys(disjunct.conditions()),
        shared,
        null,
        looksAtTime(whole) ? calendar : null,
        FilteredSlice.Linkage.of(schema),
        linked.isEmpty() ? null : linked);
  }

  private static boolean looksAtTime(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> parts.stream().anyMatch(FilteredSlices::looksAtTime);
      case OrFilter(List<Filter> parts) -> parts.stream().anyMatch(FilteredSlices::looksAtTime);
      case LinkFilter(Link link) -> link.filter() != null && looksAtTime(link.filter());
      case Condition condition -> condition.operator().dependsOnTime();
    };
  }
}
