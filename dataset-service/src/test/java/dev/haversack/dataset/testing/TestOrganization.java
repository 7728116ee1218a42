package dev.haversack.dataset.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.OrganizationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An organization with ids of its own: West with the Coast below it, and East. Anna and Moses sell
 * in the West, Carla on the Coast, Eve leads from the East; Ivan left. Anna is in East's field
 * team.
 */
public final class TestOrganization {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  public final UUID id = UUID.randomUUID();
  public final UUID root = UUID.randomUUID();
  public final UUID west = UUID.randomUUID();
  public final UUID coast = UUID.randomUUID();
  public final UUID east = UUID.randomUUID();
  public final UUID anna = UUID.randomUUID();
  public final UUID moses = UUID.randomUUID();
  public final UUID carla = UUID.randomUUID();
  public final UUID eve = UUID.randomUUID();
  public final UUID ivan = UUID.randomUUID();
  public final UUID fieldTeam = UUID.randomUUID();
  public final UUID helpers = UUID.randomUUID();
  public final UUID seller = UUID.randomUUID();
  public final UUID leader = UUID.randomUUID();

  public final List<BusinessUnit> businessUnits = new ArrayList<>();
  public final List<User> users = new ArrayList<>();
  public final List<Team> teams = new ArrayList<>();
  public final List<Role> roles = new ArrayList<>();
  public final List<EntityMetadata> entities = new ArrayList<>(Metadata.all());
  public OrganizationSettings settings = new OrganizationSettings(ConflictDetection.ATTRIBUTE, 30);
  private long revision;

  /** Sellers use their own records, leaders all. */
  public TestOrganization() {
    businessUnits.add(new BusinessUnit(root, "All", null));
    businessUnits.add(new BusinessUnit(west, "West", root));
    businessUnits.add(new BusinessUnit(coast, "Coast", west));
    businessUnits.add(new BusinessUnit(east, "East", root));
    users.add(user(anna, "anna", west, true, seller));
    users.add(user(moses, "moses", west, true, seller));
    users.add(user(carla, "carla", coast, true, seller));
    users.add(user(eve, "eve", east, true, leader));
    users.add(user(ivan, "ivan", west, false, leader));
    teams.add(new Team(fieldTeam, "Field", TeamKind.OWNER, east, List.of(anna), List.of()));
    teams.add(new Team(helpers, "Helpers", TeamKind.ACCESS, east, List.of(anna), List.of()));
    roles.add(role(seller, PrivilegeInheritance.DIRECT_USER, all("*", Depth.USER)));
    roles.add(role(leader, PrivilegeInheritance.DIRECT_USER, all("*", Depth.ORGANIZATION)));
  }

  /** A user of the directory. */
  public static User user(UUID id, String name, UUID unit, boolean active, UUID... roles) {
    return new User(id, name + "@haversack.test", name, unit, null, List.of(roles), active);
  }

  /** A role. */
  public static Role role(UUID id, PrivilegeInheritance inheritance, Privilege... privileges) {
    return new Role(id, "Role " + id, inheritance, List.of(privileges));
  }

  /** All eight privileges with one depth. */
  public static Privilege all(String entity, Depth depth) {
    return new Privilege(entity, depth, depth, depth, depth, depth, depth, depth, depth);
  }

  /** Only Read. */
  public static Privilege read(String entity, Depth depth) {
    return new Privilege(entity, null, depth, null, null, null, null, null, null);
  }

  /** Adds the default team of a business unit; answers its id. */
  public UUID defaultTeam(UUID businessUnitId) {
    UUID team = UUID.randomUUID();
    teams.add(
        new Team(team, "Everybody", TeamKind.OWNER, businessUnitId, List.of(), List.of(), true));
    return team;
  }

  /** Gives a user other roles. */
  public void setRoles(UUID userId, UUID... roleIds) {
    users.replaceAll(u ->
        u.id().equals(userId)
            ? new User(
                u.id(),
                u.userName(),
                u.fullName(),
                u.businessUnitId(),
                null,
                List.of(roleIds),
                u.active())
            : u);
  }

  /** The configuration as the services see it. */
  public OrganizationModel model() {
    return new OrganizationModel(
        id,
        ++revision,
        settings,
        entities,
        new Directory(businessUnits, teams, users, roles),
        List.of());
  }

  /** The whole configuration as a page of the feed, newer than the one before. */
  public FeedPage page() {
    List<FeedEntry> entries = new ArrayList<>();
    add(entries, FeedKind.ORGANIZATION, id.toString(), new Organization(id, "Test", settings));
    entities.forEach(e -> add(entries, FeedKind.ENTITY, e.logicalName(), e));
    businessUnits.forEach(b -> add(entries, FeedKind.BUSINESS_UNIT, b.id().toString(), b));
    roles.forEach(r -> add(entries, FeedKind.ROLE, r.id().toString(), r));
    users.forEach(u -> add(entries, FeedKind.USER, u.id().toString(), u));
    teams.forEach(t -> add(entries, FeedKind.TEAM, t.id().toString(), t));
    return new FeedPage(revision, entries);
  }

  /** All of it, but for an entity that is gone. */
  public FeedPage pageWithout(String entity) {
    entities.removeIf(e -> e.logicalName().equals(entity));
    FeedPage page = page();
    List<FeedEntry> entries = new ArrayList<>(page.entries());
    entries.add(new FeedEntry(++revision, FeedKind.ENTITY, entity, null));
    return new FeedPage(revision, entries);
  }

  private void add(List<FeedEntry> entries, FeedKind kind, String id, Object payload) {
    entries.add(new FeedEntry(++revision, kind, id, JSON.valueToTree(payload)));
  }
}
