package dev.haversack.dataset.insight;

import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.FilterSize;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A draft of a profile as it comes to be looked at, without the rules of profile-service. */
final class Draft {

  private Draft() {}

  /** What it would be as the next version. */
  static PublishedProfile of(
      OrganizationModel organization, UUID profileId, List<ProfileItem> items) {
    PublishedProfile published =
        organization.profiles().stream()
            .filter(profile -> profile.profileId().equals(profileId))
            .findFirst()
            .orElse(null);
    return new PublishedProfile(
        profileId,
        published == null ? 1 : published.version() + 1,
        published == null ? "draft" : published.name(),
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        items);
  }

  /**
   * Refuses what profile-service would never let be published because of its size.
   *
   * @throws ProblemException {@code invalid-filter}
   */
  static void check(List<ProfileItem> items) {
    items.stream().map(ProfileItem::filter).filter(Objects::nonNull).forEach(Draft::check);
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
