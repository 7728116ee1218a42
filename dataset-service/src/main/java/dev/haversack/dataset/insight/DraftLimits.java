package dev.haversack.dataset.insight;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Refuses drafts that profile-service would never let be published because of their size: they come
 * to a preview without its rules.
 */
final class DraftLimits {

  private static final int DEEPEST = 20;
  private static final int MOST_CONDITIONS = 500;
  private static final int MOST_LINKS = 15;

  private DraftLimits() {}

  static void check(List<ProfileItem> items) {
    items.stream().map(ProfileItem::filter).filter(Objects::nonNull).forEach(DraftLimits::check);
  }

  private static void check(Filter filter) {
    if (depth(filter) > DEEPEST
        || all(filter).filter(Condition.class::isInstance).count() > MOST_CONDITIONS
        || all(filter).filter(LinkFilter.class::isInstance).count() > MOST_LINKS) {
      throw ProblemException.of(
          ProblemCode.INVALID_FILTER,
          "A filter nests at most %d levels deep and has at most %d conditions and %d links."
              .formatted(DEEPEST, MOST_CONDITIONS, MOST_LINKS));
    }
  }

  private static int depth(Filter filter) {
    return switch (filter) {
      case AndFilter(List<Filter> parts) -> 1 + deepest(parts.stream());
      case OrFilter(List<Filter> parts) -> 1 + deepest(parts.stream());
      case LinkFilter(Link link) -> 1 + deepest(Stream.ofNullable(link.filter()));
      case Condition condition -> 0;
    };
  }

  private static int deepest(Stream<Filter> parts) {
    return parts.mapToInt(DraftLimits::depth).max().orElse(0);
  }

  private static Stream<Filter> all(Filter filter) {
    Stream<Filter> inside =
        switch (filter) {
          case AndFilter(List<Filter> parts) -> parts.stream();
          case OrFilter(List<Filter> parts) -> parts.stream();
          case LinkFilter(Link link) -> Stream.ofNullable(link.filter());
          case Condition condition -> Stream.of();
        };
    return Stream.concat(Stream.of(filter), inside.flatMap(DraftLimits::all));
  }
}
