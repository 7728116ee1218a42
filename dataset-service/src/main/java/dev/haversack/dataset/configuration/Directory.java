package dev.haversack.dataset.configuration;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is who: users, teams, business units, roles and positions of one organization. Immutable. */
public final class Directory {

  private static final String EVERY_ENTITY = "*";

  private final Map<UUID, User> users;
  private final Map<UUID, Team> teams;
  private final Map<UUID, BusinessUnit> businessUnits;
  private final Map<UUID, Role> roles;
  private final List<Position> positions;
  private final Map<UUID, List<Team>> teamsByMember = new HashMap<>();
  private final Map<UUID, List<UUID>> childUnits = new HashMap<>();
  private final Map<UUID, List<UUID>> managed = new HashMap<>();
  private final Map<UUID, Map<String, List<Privilege>>> privilegesByRole = new HashMap<>();
  private final Map<UUID, Set<UUID>> unitsBelow = new ConcurrentHashMap<>();

  /** The directory of these people and roles, without positions. */
  public Directory(
      Collection<BusinessUnit> businessUnits,
      Collection<Team> teams,
      Collection<User> users,
      Collection<Role> roles) {
    this(businessUnits, teams, users, roles, List.of());
  }

  /** The directory of these people, roles and positions. */
  public Directory(
      Collection<BusinessUnit> businessUnits,
      Collection<Team> teams,
      Collection<User> users,
      Collection<Role> roles,
      Collection<Position> positions) {
    this.positions = List.copyOf(positions);
    this.businessUnits =
        businessUnits.stream().collect(toUnmodifiableMap(BusinessUnit::id, identity()));
    this.teams = teams.stream().collect(toUnmodifiableMap(Team::id, identity()));
    this.users = users.stream().collect(toUnmodifiableMap(User::id, identity()));
    this.roles = roles.stream().collect(toUnmodifiableMap(Role::id, identity()));
    Map<UUID, List<Team>> defaultTeams = new HashMap<>();
    for (Team team : teams) {
      if (team.isDefault()) {
        defaultTeams.computeIfAbsent(team.businessUnitId(), u -> new ArrayList<>()).add(team);
      }
      team.memberIds()
          .forEach(
              member -> teamsByMember.computeIfAbsent(member, m -> new ArrayList<>()).add(team));
    }
    for (BusinessUnit unit : businessUnits) {
      UUID parent = unit.parentId();
      if (parent != null) {
        childUnits.computeIfAbsent(parent, p -> new ArrayList<>()).add(unit.id());
      }
    }
    for (User user : users) {
      List<Team> ofUnit = defaultTeams.get(user.businessUnitId());
      if (ofUnit != null) {
        teamsByMember.computeIfAbsent(user.id(), m -> new ArrayList<>()).addAll(ofUnit);
      }
      UUID manager = user.managerId();
      if (manager != null) {
        managed.computeIfAbsent(manager, m -> new ArrayList<>()).add(user.id());
      }
    }
    for (Role role : roles) {
      privilegesByRole.put(
          role.id(), role.privileges().stream().collect(groupingBy(Privilege::entity)));
    }
  }

  /** The user of this id, active or not. */
  public Optional<User> user(UUID id) {
    return Optional.ofNullable(users.get(id));
  }

  /** The team of this id. */
  public Optional<Team> team(UUID id) {
    return Optional.ofNullable(teams.get(id));
  }

  /** The business unit of this id. */
  public Optional<BusinessUnit> businessUnit(UUID id) {
    return Optional.ofNullable(businessUnits.get(id));
  }

  /** The role of this id. */
  public Optional<Role> role(UUID id) {
    return Optional.ofNullable(roles.get(id));
  }

  /** All users. */
  public Collection<User> users() {
    return users.values();
  }

  /** All teams. */
  public Collection<Team> teams() {
    return teams.values();
  }

  /** All business units. */
  public Collection<BusinessUnit> businessUnits() {
    return businessUnits.values();
  }

  /**
   * The teams that a user is a member of, access teams and the default team of his business unit
   * too; empty for an unknown user.
   */
  public List<Team> teamsOf(UUID userId) {
    return teamsByMember.getOrDefault(userId, List.of());
  }

  /** A business unit and all units below it, at any depth. */
  public Set<UUID> businessUnitAndBelow(UUID id) {
    return unitsBelow.computeIfAbsent(id, i -> collectBelow(i, childUnits));
  }

  /** The users who report to a user directly. */
  public List<UUID> reportsOf(UUID userId) {
    return managed.getOrDefault(userId, List.of());
  }

  /** All positions. */
  public Collection<Position> positions() {
    return positions;
  }

  /** The privileges on an entity that a role holds, by name or for all entities. */
  public List<Privilege> privileges(UUID roleId, String entity) {
    Map<String, List<Privilege>> byEntity = privilegesByRole.getOrDefault(roleId, Map.of());
    List<Privilege> named = byEntity.getOrDefault(entity, List.of());
    List<Privilege> general = byEntity.getOrDefault(EVERY_ENTITY, List.of());
    if (general.isEmpty()) {
      return named;
    }
    List<Privilege> both = new ArrayList<>(named);
    both.addAll(general);
    return both;
  }

  /** The business unit of a user or team that owns a record, or null when it is neither. */
  public @Nullable UUID businessUnitOfOwner(UUID ownerId) {
    User user = users.get(ownerId);
    if (user != null) {
      return user.businessUnitId();
    }
    Team team = teams.get(ownerId);
    return team == null ? null : team.businessUnitId();
  }

  /** Each is visited once, so that a tree that is broken into a circle does no harm. */
  private static Set<UUID> collectBelow(UUID id, Map<UUID, List<UUID>> children) {
    Set<UUID> found = new LinkedHashSet<>();
    Deque<UUID> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      UUID next = open.pop();
      if (found.add(next)) {
        open.addAll(children.getOrDefault(next, List.of()));
      }
    }
    return Set.copyOf(found);
  }
}
