package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.Team;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An organization's configuration at one revision of the feed. Immutable. */
public final class OrganizationModel {

  private final UUID organizationId;
  private final long revision;
  private final OrganizationSettings settings;
  private final Map<String, EntityModel> entities;
  private final Directory directory;
  private final Hierarchy hierarchy;
  private final List<AssignedProfile> assigned;
  private final List<PublishedProfile> profiles;
  private final Map<UUID, List<PublishedProfile>> profilesByUser = new HashMap<>();
  private final Map<UUID, List<PublishedProfile>> profilesByTeam = new HashMap<>();

  /**
   * Puts the parts of the configuration together.
   *
   * @param revision the revision of the feed that they are from
   */
  public OrganizationModel(
      UUID organizationId,
      long revision,
      OrganizationSettings settings,
      Collection<EntityMetadata> entities,
      Directory directory,
      Collection<AssignedProfile> profiles) {
    this.organizationId = organizationId;
    this.revision = revision;
    this.settings = settings;
    Map<String, EntityModel> byName = new LinkedHashMap<>();
    entities.forEach(e ->
        byName.put(
            e.logicalName(), new EntityModel(e, settings.conflictDetection(), settings.policy())));
    this.entities = Collections.unmodifiableMap(byName);
    this.directory = directory;
    this.hierarchy = new Hierarchy(directory, settings.hierarchy());
    this.assigned = List.copyOf(profiles);
    this.profiles =
        profiles.stream()
            .map(AssignedProfile::profile)
            .sorted(Comparator.comparing(PublishedProfile::profileId))
            .toList();
    for (AssignedProfile assigned : profiles) {
      index(profilesByUser, assigned.assignments().userIds(), assigned.profile());
      index(profilesByTeam, assigned.assignments().teamIds(), assigned.profile());
    }
  }

  /**
   * What would be if a profile were published and these users had it besides those who have it now.
   */
  public OrganizationModel withPublished(PublishedProfile profile, Collection<UUID> users) {
    Set<UUID> holders = new LinkedHashSet<>(users);
    List<UUID> teams = List.of();
    for (AssignedProfile known : assigned) {
      if (known.profile().profileId().equals(profile.profileId())) {
        holders.addAll(known.assignments().userIds());
        teams = known.assignments().teamIds();
      }
    }
    return withPublished(profile, new ProfileAssignments(List.copyOf(holders), teams));
  }

  /** What would be if a profile were published and just these had it. */
  public OrganizationModel withPublished(PublishedProfile profile, ProfileAssignments holders) {
    List<AssignedProfile> profilesThen =
        assigned.stream()
            .filter(known -> !known.profile().profileId().equals(profile.profileId()))
            .collect(Collectors.toCollection(ArrayList::new));
    profilesThen.add(new AssignedProfile(profile, holders));
    return new OrganizationModel(
        organizationId,
        revision,
        settings,
        entities.values().stream().map(EntityModel::metadata).toList(),
        directory,
        profilesThen);
  }

  /** The organization. */
  public UUID organizationId() {
    return organizationId;
  }

  /** The revision of the feed that this is. */
  public long revision() {
    return revision;
  }

  /** What holds for the whole organization. */
  public OrganizationSettings settings() {
    return settings;
  }

  /** The entities by logical name. */
  public Map<String, EntityModel> entities() {
    return entities;
  }

  /** The entity of this name. */
  public Optional<EntityModel> entity(String name) {
    return Optional.ofNullable(entities.get(name));
  }

  /** The relations along which records inherit shares, between entities that can be shared. */
  public Set<Relation> cascades() {
    return entities.values().stream()
        .filter(EntityModel::isShareable)
        .flatMap(EntityModel::cascades)
        .filter(relation -> entity(relation.parent()).filter(EntityModel::isShareable).isPresent())
        .collect(Collectors.toSet());
  }

  /** Users, teams, business units and roles. */
  public Directory directory() {
    return directory;
  }

  /** Who stands above whom. */
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** The latest published versions of all profiles, ordered by profile id. */
  public List<PublishedProfile> profiles() {
    return profiles;
  }

  /**
   * The profiles that a user has, directly or as the present member of a team; each once, ordered
   * by profile id. Empty for an unknown or inactive user.
   */
  public List<PublishedProfile> profilesOf(UUID userId) {
    if (directory.user(userId).filter(u -> u.active()).isEmpty()) {
      return List.of();
    }
    Set<PublishedProfile> found =
        new LinkedHashSet<>(profilesByUser.getOrDefault(userId, List.of()));
    for (Team team : directory.teamsOf(userId)) {
      found.addAll(profilesByTeam.getOrDefault(team.id(), List.of()));
    }
    return found.stream().sorted(Comparator.comparing(PublishedProfile::profileId)).toList();
  }

  private static void index(
      Map<UUID, List<PublishedProfile>> index, List<UUID> holders, PublishedProfile profile) {
    holders.forEach(id -> index.computeIfAbsent(id, i -> new ArrayList<>()).add(profile));
  }
}
