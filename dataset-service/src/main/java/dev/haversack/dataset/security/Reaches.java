package dev.haversack.dataset.security;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Computes what a user reaches: the union over his own roles, counted from his business unit, the
 * roles of his teams, counted from the team's business unit, and what those below him in the
 * hierarchy own. There is no deny rule. Sections 7.1 to 7.3 and 7.5 of the facts.
 */
public final class Reaches {

  private Reaches() {}

  /**
   * The records of an entity that a user may use a privilege on; nothing for an unknown entity and
   * for an unknown or inactive user.
   */
  public static Reach of(
      OrganizationModel organization, UUID userId, String entity, PrivilegeKind kind) {
    Directory directory = organization.directory();
    return directory
        .user(userId)
        .filter(User::active)
        .flatMap(user ->
            organization
                .entity(entity)
                .map(model -> new Collector(organization, user, model, kind).collect()))
        .orElse(Reach.NOTHING);
  }

  /** Gathers the union role by role. */
  private static final class Collector {

    private final OrganizationModel organization;
    private final Directory directory;
    private final User user;
    private final EntityModel entity;
    private final PrivilegeKind kind;
    private final List<Team> owningTeams;
    private final Set<UUID> ownerIds = new HashSet<>();
    private final Set<UUID> businessUnitIds = new HashSet<>();
    private boolean everything;

    Collector(OrganizationModel organization, User user, EntityModel entity, PrivilegeKind kind) {
      this.organization = organization;
      this.directory = organization.directory();
      this.user = user;
      this.entity = entity;
      this.kind = kind;
      // Access teams own nothing and hold no roles: section 7.2 of the facts.
      this.owningTeams =
          directory.teamsOf(user.id()).stream().filter(t -> t.kind() == TeamKind.OWNER).toList();
    }

    Reach collect() {
      user.roleIds().forEach(id -> add(depthOf(id), user.businessUnitId(), ownAndTeams()));
      owningTeams.forEach(this::addRolesOf);
      if (everything) {
        return Reach.EVERYTHING;
      }
      return switch (entity.ownership()) {
        case USER -> withShares();
        case BUSINESS -> new Reach(false, Set.of(), businessUnitIds);
        case ORGANIZATION, NONE -> Reach.NOTHING;
      };
    }

    /** What is shared counts only for who has the privilege at all: section 7.3 of the facts. */
    private Reach withShares() {
      if (ownerIds.isEmpty() || kind.right() == 0) {
        return new Reach(false, ownerIds, businessUnitIds);
      }
      Set<UUID> principals = new HashSet<>();
      principals.add(user.id());
      principals.add(organization.organizationId());
      directory.teamsOf(user.id()).forEach(team -> principals.add(team.id()));
      for (UUID below : below()) {
        ownerIds.add(below);
        principals.add(below);
        for (Team team : directory.teamsOf(below)) {
          principals.add(team.id());
          if (team.kind() == TeamKind.OWNER) {
            ownerIds.add(team.id());
          }
        }
      }
      return new Reach(false, ownerIds, businessUnitIds, principals, kind.right());
    }

    /** Not what those below reach by their own roles, only what is theirs or shared with them. */
    private Set<UUID> below() {
      HierarchySecurity settings = organization.settings().hierarchy();
      if (!settings.countsFor(entity.name())) {
        return Set.of();
      }
      return switch (kind) {
        case READ -> organization.hierarchy().reached(user.id(), settings.levels());
        case WRITE, APPEND, APPEND_TO ->
            organization
                .hierarchy()
                .reached(user.id(), Math.min(settings.levels(), settings.writableLevels()));
        case CREATE, DELETE, ASSIGN, SHARE -> Set.of();
      };
    }

    private void addRolesOf(Team team) {
      for (UUID roleId : team.roleIds()) {
        boolean inPerson =
            directory
                .role(roleId)
                .map(Role::inheritance)
                .filter(i -> i == PrivilegeInheritance.DIRECT_USER)
                .isPresent();
        add(depthOf(roleId), team.businessUnitId(), inPerson ? ownAndTeams() : Set.of(team.id()));
      }
    }

    private void add(Depth depth, UUID businessUnitId, Set<UUID> owners) {
      switch (depth) {
        case NONE -> {}
        case USER -> ownerIds.addAll(owners);
        case BUSINESS_UNIT -> {
          ownerIds.addAll(owners);
          businessUnitIds.add(businessUnitId);
        }
        case PARENT_CHILD -> {
          ownerIds.addAll(owners);
          businessUnitIds.addAll(directory.businessUnitAndBelow(businessUnitId));
        }
        case ORGANIZATION -> everything = true;
      }
    }

    private Depth depthOf(UUID roleId) {
      return directory.privileges(roleId, entity.name()).stream()
          .map(kind::depthIn)
          .max(Depth::compareTo)
          .orElse(Depth.NONE);
    }

    private Set<UUID> ownAndTeams() {
      Set<UUID> ids = new HashSet<>();
      ids.add(user.id());
      owningTeams.forEach(team -> ids.add(team.id()));
      return ids;
    }
  }
}
