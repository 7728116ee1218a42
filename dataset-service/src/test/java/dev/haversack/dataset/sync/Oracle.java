package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.dataset.sync.World.Rec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a dataset (DESIGN, section 4), evaluated record by record:
 *
 * <pre>dataset(u) = readable(u)
 *   ∩ ( ⋃ items [ orgFilter(entity) ∧ ( distribution(u) ∪ related(u) ) ] ∪ followed(u) ∪ pinned(u) )
 * </pre>
 *
 * <p>Related is what associations of the profile lead to from records that the user may read and
 * that some item distributes, through whatever records (decision 0013).
 */
final class Oracle {

  /** Section 2.5 of the facts: what records are, whose, and what they point to. */
  private static final Set<AttributeType> ALWAYS =
      Set.of(AttributeType.LOOKUP, AttributeType.OWNER, AttributeType.STATE, AttributeType.STATUS);

  private final World world;
  private final User user;
  private final List<Team> teams;
  private final NaiveFilter filters;

  Oracle(World world, UUID userId) {
    this.world = world;
    this.user = world.users.get(userId);
    this.teams = world.teams.values().stream().filter(t -> world.isMember(user, t)).toList();
    this.filters = new NaiveFilter(world, user);
  }

  /** What a device must hold of a record. */
  record Held(long version, ObjectNode attributes) {}

  boolean hasProfile() {
    return !profiles().isEmpty();
  }

  boolean hasProfile(UUID id) {
    return profiles().stream().anyMatch(profile -> profile.profileId().equals(id));
  }

  Map<Key, Held> dataset() {
    Map<Key, Held> dataset = new HashMap<>();
    for (PublishedProfile profile : profiles()) {
      for (Key key : taken(profile)) {
        Rec record = world.records.get(key);
        if (readable(key, record)) {
          dataset.put(key, new Held(record.version(), visible(key.entity(), record)));
        }
      }
    }
    return dataset;
  }

  private Set<Key> taken(PublishedProfile profile) {
    Set<Key> taken = new HashSet<>();
    held(profile, taken);
    Deque<Key> open = new ArrayDeque<>();
    world.records.forEach((key, record) -> {
      if (readable(key, record)
          && mayGoOffline(profile, key, record)
          && distributed(item(profile, key.entity()), key, record)) {
        taken.add(key);
        open.add(key);
      }
    });
    Set<Key> led = new HashSet<>(open);
    while (!open.isEmpty()) {
      Key from = open.remove();
      world.records.forEach((to, record) -> {
        if (mayGoOffline(profile, to, record) && leads(profile, from, to) && led.add(to)) {
          open.add(to);
        }
      });
    }
    taken.addAll(led);
    return taken;
  }

  /** What he follows or works on: whatever the filters say, but they lead nowhere. */
  private void held(PublishedProfile profile, Set<Key> taken) {
    for (Key key : world.records.keySet()) {
      if (follows(profile, key) || worksOn(profile, key)) {
        taken.add(key);
      }
    }
  }

  /** Whether it is in his dataset because he follows it, if he may read it. */
  boolean follows(Key key) {
    return profiles().stream().anyMatch(profile -> follows(profile, key));
  }

  /** Whether it is in his dataset because he works on it, if he may read it. */
  boolean worksOn(Key key) {
    return profiles().stream().anyMatch(profile -> worksOn(profile, key));
  }

  private boolean follows(PublishedProfile profile, Key key) {
    return mayBeHeld(profile, key)
        && item(profile, key.entity()).canBeFollowed()
        && world.follows.getOrDefault(key, Set.of()).contains(user.id());
  }

  private boolean worksOn(PublishedProfile profile, Key key) {
    return mayBeHeld(profile, key) && world.pins.getOrDefault(key, Set.of()).contains(user.id());
  }

  private boolean mayBeHeld(PublishedProfile profile, Key key) {
    OfflineSettings offline = world.entities.get(key.entity()).offline();
    return item(profile, key.entity()) != null
        && offline.enabled()
        && offline.organizationFilter() != null;
  }

  private boolean mayGoOffline(PublishedProfile profile, Key key, Rec record) {
    OfflineSettings offline = world.entities.get(key.entity()).offline();
    Filter filter = offline.organizationFilter();
    return item(profile, key.entity()) != null
        && offline.enabled()
        && filter != null
        && filters.holds(filter, key);
  }

  private static @Nullable ProfileItem item(PublishedProfile profile, String entity) {
    return profile.items().stream()
        .filter(item -> item.entity().equals(entity))
        .findFirst()
        .orElse(null);
  }

  private boolean leads(PublishedProfile profile, Key from, Key to) {
    List<Association> associations = item(profile, from.entity()).associations();
    return associations != null
        && associations.stream()
            .anyMatch(association ->
                association.direction() == AssociationDirection.PARENT
                    ? pointsTo(association.relationship(), from, to)
                    : pointsTo(association.relationship(), to, from));
  }

  private boolean pointsTo(String relationship, Key child, Key parent) {
    ObjectNode values = world.records.get(child).attributes();
    for (Attribute attribute : world.entities.get(child.entity()).attributes()) {
      List<LookupTarget> targets = attribute.targets() == null ? List.of() : attribute.targets();
      boolean leads =
          targets.stream()
              .anyMatch(target ->
                  target.relationship().equals(relationship)
                      && target.entity().equals(parent.entity()));
      String name = attribute.logicalName();
      if (leads
          && values.path(name).asText().equals(parent.id().toString())
          && (targets.size() == 1 || values.path(name + "type").asText().equals(parent.entity()))) {
        return true;
      }
    }
    return false;
  }

  private List<PublishedProfile> profiles() {
    return world.profiles.values().stream()
        .filter(p -> {
          var assigned = world.assignments.get(p.profileId());
          return user.active()
              && (assigned.userIds().contains(user.id())
                  || teams.stream().anyMatch(t -> assigned.teamIds().contains(t.id())));
        })
        .toList();
  }

  private List<ProfileItem> items(String entity) {
    return profiles().stream()
        .flatMap(p -> p.items().stream())
        .filter(item -> item.entity().equals(entity))
        .toList();
  }

  private boolean distributed(ProfileItem item, Key key, Rec record) {
    if (item.distribution() == Distribution.ALL) {
      return true;
    }
    if (item.distribution() == Distribution.RELATED) {
      return false;
    }
    if (item.distribution() == Distribution.CUSTOM) {
      return filters.holds(item.filter(), key);
    }
    UUID owner = record.owner();
    return (item.ownedByMe() && user.id().equals(owner))
        || (item.ownedByMyTeams() && teams.stream().anyMatch(t -> t.id().equals(owner)))
        || (item.ownedByMyBusinessUnit() && user.businessUnitId().equals(record.unit()));
  }

  boolean readable(Key key, Rec record) {
    return reached(key.entity(), record) || isShared(key) || isOfSomebodyBelow(key, record);
  }

  /** Section 7.5 of the facts. */
  private boolean isOfSomebodyBelow(Key key, Rec record) {
    boolean counts =
        world.hierarchy.model() != HierarchyModel.OFF
            && !world.hierarchy.excludedEntities().contains(key.entity())
            && world.entities.get(key.entity()).ownership() == Ownership.USER
            && privileged(key.entity());
    return counts
        && world.users.values().stream()
            .filter(below -> !below.id().equals(user.id()))
            .filter(below -> stepsUp(below) > 0 && stepsUp(below) <= world.hierarchy.depth())
            .filter(below ->
                world.hierarchy.model() == HierarchyModel.POSITION
                    || world.hierarchy.anyBusinessUnit()
                    || isBelow(below.businessUnitId(), user.businessUnitId()))
            .anyMatch(below -> isTheirs(below, key, record));
  }

  private boolean isTheirs(User below, Key key, Rec record) {
    Set<UUID> with = world.sharedWith(key);
    if (below.id().equals(record.owner()) || with.contains(below.id())) {
      return true;
    }
    return world.teams.values().stream()
        .filter(team -> world.isMember(below, team))
        .anyMatch(team ->
            with.contains(team.id())
                || (team.kind() == TeamKind.OWNER && team.id().equals(record.owner())));
  }

  /** How many steps the user is above somebody; 0 when he is not. */
  private int stepsUp(User below) {
    boolean byPosition = world.hierarchy.model() == HierarchyModel.POSITION;
    UUID goal = byPosition ? user.positionId() : user.id();
    UUID at = byPosition ? below.positionId() : below.id();
    for (int steps = 0; at != null && goal != null && steps < 20; steps++) {
      if (at.equals(goal)) {
        return steps;
      }
      at = byPosition ? world.positions.get(at).parentId() : world.users.get(at).managerId();
    }
    return 0;
  }

  /** With somebody who has the privilege, however shallow: with him, a team of his, or all. */
  private boolean isShared(Key key) {
    Set<UUID> with = world.sharedWith(key);
    boolean owned = world.entities.get(key.entity()).ownership() == Ownership.USER;
    return owned
        && privileged(key.entity())
        && (with.contains(user.id())
            || with.contains(world.organization)
            || teams.stream().anyMatch(t -> with.contains(t.id())));
  }

  private boolean privileged(String entity) {
    return user.roleIds().stream().anyMatch(role -> depth(role, entity) != Depth.NONE)
        || teams.stream()
            .filter(team -> team.kind() == TeamKind.OWNER)
            .flatMap(team -> team.roleIds().stream())
            .anyMatch(role -> depth(role, entity) != Depth.NONE);
  }

  private boolean reached(String entity, Rec record) {
    Ownership ownership = world.entities.get(entity).ownership();
    boolean owned = ownership == Ownership.USER || ownership == Ownership.BUSINESS;
    boolean mine = isMine(record.owner());
    for (UUID role : user.roleIds()) {
      if (reaches(depth(role, entity), user.businessUnitId(), record, mine, owned)) {
        return true;
      }
    }
    for (Team team : teams) {
      for (UUID role : team.kind() == TeamKind.OWNER ? team.roleIds() : List.<UUID>of()) {
        boolean inPerson = world.roles.get(role).inheritance() == PrivilegeInheritance.DIRECT_USER;
        boolean owns = inPerson ? mine : team.id().equals(record.owner());
        if (reaches(depth(role, entity), team.businessUnitId(), record, owns, owned)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMine(@Nullable UUID owner) {
    return user.id().equals(owner)
        || teams.stream().anyMatch(t -> t.kind() == TeamKind.OWNER && t.id().equals(owner));
  }

  private boolean reaches(Depth depth, UUID unit, Rec record, boolean owns, boolean owned) {
    return switch (depth) {
      case NONE -> false;
      case USER -> owned && owns;
      case BUSINESS_UNIT -> owned && (owns || unit.equals(record.unit()));
      case PARENT_CHILD -> owned && (owns || isBelow(record.unit(), unit));
      case ORGANIZATION -> true;
    };
  }

  private boolean isBelow(@Nullable UUID unit, UUID above) {
    for (UUID u = unit; u != null; ) {
      if (u.equals(above)) {
        return true;
      }
      BusinessUnit known = world.units.get(u);
      u = known == null ? null : known.parentId();
    }
    return false;
  }

  private Depth depth(UUID roleId, String entity) {
    Role role = world.roles.get(roleId);
    Depth deepest = Depth.NONE;
    for (Privilege privilege : role.privileges()) {
      boolean about = privilege.entity().equals(entity) || privilege.entity().equals("*");
      if (about && privilege.read() != null && privilege.read().compareTo(deepest) > 0) {
        deepest = privilege.read();
      }
    }
    return deepest;
  }

  /** The columns that are taken of each entity. */
  Map<String, String> columns() {
    Map<String, String> columns = new HashMap<>();
    for (String entity : world.entities.keySet()) {
      Set<String> all = new TreeSet<>();
      items(entity).forEach(i -> all.addAll(i.columns() == null ? List.of("*") : i.columns()));
      columns.put(
          entity, (all.contains("*") ? "*" : all.toString()) + new TreeSet<>(secured(entity)));
    }
    return columns;
  }

  private ObjectNode visible(String entity, Rec record) {
    ObjectNode visible = selected(entity, record).deepCopy();
    visible.remove(secured(entity));
    return visible;
  }

  /** The attributes of which he is shown nothing. */
  Set<String> secured(String entity) {
    Set<String> secured = new HashSet<>();
    for (Attribute attribute : world.entities.get(entity).attributes()) {
      if (attribute.secured()) {
        secured.add(attribute.logicalName());
        secured.add(attribute.logicalName() + "type");
      }
    }
    return secured;
  }

  private ObjectNode selected(String entity, Rec record) {
    if (items(entity).stream().anyMatch(item -> item.columns() == null)) {
      return record.attributes();
    }
    Set<String> columns = new HashSet<>(Set.of("createdon", "modifiedon"));
    columns.add(world.entities.get(entity).primaryNameAttribute());
    for (Attribute attribute : world.entities.get(entity).attributes()) {
      if (ALWAYS.contains(attribute.type())) {
        columns.add(attribute.logicalName());
        columns.add(attribute.logicalName() + "type");
      }
    }
    items(entity).forEach(item -> columns.addAll(item.columns()));
    return record.attributes().deepCopy().retain(columns);
  }
}
