package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The present configuration of each organization. A model is built once per revision of the feed.
 *
 * <p>Ask before a transaction begins, and not in a {@code ConfigurationListener}: a model is shared
 * by everybody as soon as it is built, so it must not be of a revision that may be rolled back; and
 * who waits for another to build it must not keep a connection that the other needs.
 */
@ApplicationScoped
public class OrganizationModels {

  /** The feed is polled about once a second; until then nobody can be answered. */
  private static final Duration UNTIL_THE_FEED_IS_THERE = Duration.ofSeconds(2);

  /** Profile-service's own defaults; they hold until the organization itself has arrived. */
  private static final OrganizationSettings DEFAULTS =
      new OrganizationSettings(ConflictDetection.ATTRIBUTE, 30);

  private final ConfigurationStore configuration;
  private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();

  OrganizationModels(ConfigurationStore configuration) {
    this.configuration = configuration;
  }

  /**
   * The organization's configuration at the revision that this service has reached.
   *
   * @throws ProblemException {@code not-ready} when nothing of the organization has arrived yet
   */
  public OrganizationModel get(UUID organizationId) {
    long revision = configuration.revision(organizationId);
    if (revision == 0) {
      throw ProblemException.retryAfter(
          ProblemCode.NOT_READY,
          "The organization's configuration has not arrived here yet.",
          UNTIL_THE_FEED_IS_THERE);
    }
    return slots.computeIfAbsent(organizationId, id -> new Slot()).at(organizationId, revision);
  }

  /**
   * A configuration of a revision that somebody has seen, or of a later one; whether there is a
   * later one is asked only when none is known that suits.
   *
   * @throws ProblemException {@code not-ready} when nothing of the organization has arrived yet
   */
  public OrganizationModel atLeast(UUID organizationId, long revision) {
    Slot slot = slots.get(organizationId);
    OrganizationModel known = slot == null ? null : slot.model;
    return known == null || known.revision() < revision ? get(organizationId) : known;
  }

  /**
   * The present configuration in a transaction that has passed the gate, and so sees no revision
   * that may be rolled back. Waits for nobody: what is not built yet it builds for itself, on its
   * own connection.
   */
  public OrganizationModel getInTransaction(UUID organizationId) {
    long revision = configuration.revision(organizationId);
    Slot slot = slots.get(organizationId);
    OrganizationModel known = slot == null ? null : slot.model;
    return known == null || known.revision() < revision ? build(organizationId, revision) : known;
  }

  /** One organization's place in the cache; its lock keeps callers from building the same twice. */
  private final class Slot {

    private volatile @Nullable OrganizationModel model;

    synchronized OrganizationModel at(UUID organizationId, long revision) {
      OrganizationModel known = model;
      if (known == null || known.revision() < revision) {
        known = build(organizationId, revision);
        model = known;
      }
      return known;
    }
  }

  /** Entries that are newer than the revision may slip in; the next revision builds anew. */
  private OrganizationModel build(UUID id, long revision) {
    OrganizationSettings settings =
        configuration.list(id, FeedKind.ORGANIZATION, Organization.class).stream()
            .findFirst()
            .map(Organization::settings)
            .orElse(DEFAULTS);
    var directory =
        new Directory(
            configuration.list(id, FeedKind.BUSINESS_UNIT, BusinessUnit.class),
            configuration.list(id, FeedKind.TEAM, Team.class),
            configuration.list(id, FeedKind.USER, User.class),
            configuration.list(id, FeedKind.ROLE, Role.class),
            configuration.list(id, FeedKind.POSITION, Position.class));
    return new OrganizationModel(
        id,
        revision,
        settings,
        configuration.list(id, FeedKind.ENTITY, EntityMetadata.class),
        directory,
        profiles(id));
  }

  private List<AssignedProfile> profiles(UUID organizationId) {
    return configuration
        .list(organizationId, FeedKind.PUBLISHED_PROFILE, PublishedProfile.class)
        .stream()
        .map(profile -> new AssignedProfile(profile, assignments(organizationId, profile)))
        .toList();
  }

  private ProfileAssignments assignments(UUID organizationId, PublishedProfile profile) {
    return configuration
        .find(
            organizationId,
            FeedKind.PROFILE_ASSIGNMENTS,
            profile.profileId().toString(),
            ProfileAssignments.class)
        .orElseGet(() -> new ProfileAssignments(List.of(), List.of()));
  }
}
