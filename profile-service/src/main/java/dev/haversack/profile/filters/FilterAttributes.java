package dev.haversack.profile.filters;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a filter looks at. */
public final class FilterAttributes {

  private FilterAttributes() {}

  /** The logical names of the attributes that a filter compares. */
  public static Set<String> of(@Nullable Filter filter) {
    return filter == null
        ? Set.of()
        : conditions(filter).stream()
            .flatMap(FilterAttributes::attributes)
            .collect(Collectors.toSet());
  }

  private static Stream<String> attributes(Condition condition) {
    return Stream.concat(Stream.of(condition.attribute()), Stream.ofNullable(condition.valueOf()));
  }

  /** All conditions of a filter, in the order in which they stand. */
  public static List<Condition> conditions(Filter filter) {
    return stream(filter).toList();
  }

  private static Stream<Condition> stream(Filter filter) {
    return switch (filter) {
      case AndFilter(var parts) -> parts.stream().flatMap(FilterAttributes::stream);
      case OrFilter(var parts) -> parts.stream().flatMap(FilterAttributes::stream);
      case Condition condition -> Stream.of(condition);
    };
  }
}
