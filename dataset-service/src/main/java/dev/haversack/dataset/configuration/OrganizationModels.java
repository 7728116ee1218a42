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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The present configuration of each organization. A model is built once per revision of the feed,
 * of what is kept where nothing of its kind has changed: users are many and most changes are not
 * theirs.
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
    return slot(organizationId).at(organizationId, revision);
  }

  private Slot slot(UUID organizationId) {
    return slots.computeIfAbsent(organizationId, id -> new Slot());
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
    Slot slot = slot(organizationId);
    OrganizationModel known = slot.model;
    return known == null || known.revision() < revision
        ? build(organizationId, revision, slot.kinds)
        : known;
  }

  /** One organization's place in the cache; its lock keeps callers from building the same twice. */
  private final class Slot {

    private final Map<FeedKind, OfKind> kinds = new ConcurrentHashMap<>();
    private volatile @Nullable OrganizationModel model;

    synchronized OrganizationModel at(UUID organizationId, long revision) {
      OrganizationModel known = model;
      if (known == null || known.revision() < revision) {
        known = build(organizationId, revision, kinds);
        model = known;
      }
      return known;
    }
  }

  /**
   * All of a kind.
   *
   * @param revision that of its last change when it was read; later ones may have slipped in
   */
  private record OfKind(long revision, List<?> values) {}

  /** Entries that are newer than the revision may slip in; the next revision builds anew. */
  private OrganizationModel build(UUID id, long revision, Map<FeedKind, OfKind> kinds) {
    // Before the lists: what slips in between is of a revision that is not noted with them.
    Kinds read = new Kinds(id, configuration.revisions(id), kinds);
    OrganizationSettings settings =
        read.all(FeedKind.ORGANIZATION, Organization.class).stream()
            .findFirst()
            .map(Organization::settings)
            .orElse(DEFAULTS);
    var directory =
        new Directory(
            read.all(FeedKind.BUSINESS_UNIT, BusinessUnit.class),
            read.all(FeedKind.TEAM, Team.class),
            read.all(FeedKind.USER, User.class),
            read.all(FeedKind.ROLE, Role.class),
            read.all(FeedKind.POSITION, Position.class));
    return new OrganizationModel(
        id,
        revision,
        settings,
        read.all(FeedKind.ENTITY, EntityMetadata.class),
        directory,
        profiles(id));
  }

  /** Reads what has changed, and takes what is kept. */
  private final class Kinds {

    private final UUID organizationId;
    private final Map<FeedKind, Long> last;
    private final Map<FeedKind, OfKind> kept;

    Kinds(UUID organizationId, Map<FeedKind, Long> last, Map<FeedKind, OfKind> kept) {
      this.organizationId = organizationId;
      this.last = last;
      this.kept = kept;
    }

    <T> List<T> all(FeedKind kind, Class<T> type) {
      long revision = Objects.requireNonNull(last.get(kind));
      OfKind known = kept.get(kind);
      if (known == null || known.revision() != revision) {
        known = new OfKind(revision, List.copyOf(configuration.list(organizationId, kind, type)));
        kept.put(kind, known);
      }
      return known.values().stream().map(type::cast).toList();
    }
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
