package dev.haversack.dataset.insight;

import dev.haversack.contract.model.DatasetWayKind;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.ObstacleCode;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.InvalidFilterException;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.slices.Distributions;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Explains what the item of one profile says of a record: section 4 of the design, by parts. */
final class ItemExplainer {

  private final OrganizationModel organization;
  private final RecordKey key;
  private final RecordFacts facts;
  private final FilterJudge judge;
  private final RelatedPaths paths;
  private final Plan<Long> plan;
  private final SortedMap<Long, List<Long>> keys;
  private final Findings findings;

  /**
   * Explains a record to a user.
   *
   * @param plan the plan that datasets follow
   * @param keys which keys of which slices are the user's; see {@code UserDataset.keys}
   */
  ItemExplainer(
      OrganizationModel organization,
      RecordKey key,
      RecordFacts facts,
      FilterJudge judge,
      RelatedPaths paths,
      Plan<Long> plan,
      SortedMap<Long, List<Long>> keys,
      Findings findings) {
    this.organization = organization;
    this.key = key;
    this.facts = facts;
    this.judge = judge;
    this.paths = paths;
    this.plan = plan;
    this.keys = keys;
    this.findings = findings;
  }

  void explain(PublishedProfile profile) throws SQLException {
    Optional<ProfileItem> item =
        profile.items().stream().filter(i -> i.entity().equals(key.entity())).findFirst();
    if (item.isEmpty()) {
      keepsOut(ObstacleCode.ENTITY_NOT_IN_PROFILE, profile, "The profile takes nothing of it.");
      return;
    }
    EntityModel entity = organization.entity(key.entity()).orElse(null);
    if (entity == null || !entity.isOfflineEnabled()) {
      keepsOut(ObstacleCode.ENTITY_NOT_OFFLINE, profile, "The entity is not enabled for offline.");
      return;
    }
    Filter organizationFilter = entity.organizationFilter().orElse(null);
    if (organizationFilter == null) {
      keepsOut(
          ObstacleCode.NO_ORGANIZATION_FILTER,
          profile,
          "The entity has no organization filter, so nothing of it goes offline.");
      return;
    }
    held(profile, item.get());
    try {
      filtered(profile, item.get(), organizationFilter);
    } catch (InvalidFilterException e) {
      keepsOut(
          ObstacleCode.ITEM_UNUSABLE,
          profile,
          "The item cannot be evaluated: " + String.valueOf(e.getMessage()));
    }
  }

  private void held(PublishedProfile profile, ProfileItem item) {
    if (facts.pinned()) {
      findings.takes(DatasetWayKind.PINNED, profile, null);
    }
    if (facts.follows() && item.canBeFollowed()) {
      findings.takes(DatasetWayKind.FOLLOWED, profile, null);
    }
  }

  private void filtered(PublishedProfile profile, ProfileItem item, Filter organizationFilter)
      throws SQLException {
    List<Filter> failing = judge.failing(organizationFilter);
    if (!failing.isEmpty()) {
      findings.keepsOut(
          ObstacleCode.ORGANIZATION_FILTER,
          profile,
          "It does not pass the organization filter of the entity.",
          failing);
      return;
    }
    boolean related = related(profile);
    if (item.distribution() == Distribution.RELATED) {
      if (!related) {
        keepsOut(
            ObstacleCode.RELATED_ONLY,
            profile,
            "The item takes related records only, and no record that the user has leads here.");
      }
      return;
    }
    List<Filter> outside = judge.failing(Distributions.filter(item));
    if (outside.isEmpty()) {
      findings.takes(DatasetWayKind.DISTRIBUTION, profile, null);
    } else {
      findings.keepsOut(
          ObstacleCode.DISTRIBUTION,
          profile,
          item.distribution() == Distribution.ORGANIZATION
              ? "It is nobody's whose records the item takes for the user."
              : "It does not pass the filter of the item.",
          outside);
    }
  }

  private boolean related(PublishedProfile profile) throws SQLException {
    for (PlannedPart<Long> part : parts(profile)) {
      List<Long> mine = keys.get(part.slice());
      if (part.ofRelated() && mine != null) {
        Optional<RelatedPaths.Way> way = paths.find(part.slice(), key, mine);
        if (way.isPresent()) {
          findings.takes(DatasetWayKind.RELATED, profile, way.get().steps());
          return true;
        }
      }
    }
    return false;
  }

  private List<PlannedPart<Long>> parts(PublishedProfile profile) {
    return plan.profiles().stream()
        .filter(planned -> planned.profileId().equals(profile.profileId()))
        .flatMap(planned -> planned.items().stream())
        .filter(item -> item.entity().equals(key.entity()))
        .flatMap(item -> item.parts().stream())
        .toList();
  }

  private void keepsOut(ObstacleCode code, PublishedProfile profile, String message) {
    findings.keepsOut(code, profile, message, null);
  }
}
