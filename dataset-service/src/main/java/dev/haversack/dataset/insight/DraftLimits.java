package dev.haversack.dataset.insight;

import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterSize;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;

/**
 * Refuses drafts that profile-service would never let be published because of their size: they come
 * to a preview without its rules.
 */
final class DraftLimits {

  private DraftLimits() {}

  static void check(List<ProfileItem> items) {
    items.stream().map(ProfileItem::filter).filter(Objects::nonNull).forEach(DraftLimits::check);
  }

  private static void check(Filter filter) {
    FilterSize size = FilterSize.of(filter);
    if (size.depth() > FilterSize.DEEPEST
        || size.conditions() > FilterSize.MOST_CONDITIONS
        || size.links() > FilterSize.MOST_LINKS) {
      throw ProblemException.of(
          ProblemCode.INVALID_FILTER,
          "A filter nests at most %d levels deep and has at most %d conditions and %d links."
              .formatted(FilterSize.DEEPEST, FilterSize.MOST_CONDITIONS, FilterSize.MOST_LINKS));
    }
  }
}
