package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FiscalCalendar;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileLimits;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.contract.model.WeekDay;
import dev.haversack.dataset.configuration.AssignedProfile;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.sharing.Inheritance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One organization for tests: its configuration and records in memory, and the same in the tables.
 */
final class World {

  private static final String WRITE =
      """
      WITH w AS (
        INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
        VALUES (?, ?, ?, nextval('record_version'), ?, ?, ?::jsonb)
        ON CONFLICT (org_id, entity, record_id) DO UPDATE
          SET version = excluded.version, owner_id = excluded.owner_id,
              business_unit_id = excluded.business_unit_id, attributes = excluded.attributes
        RETURNING version
      ), c AS (INSERT INTO record_change (org_id, entity, record_id) VALUES (?, ?, ?))
      SELECT version FROM w
      """;
  static final String SHARE =
      """
      WITH s AS (
        INSERT INTO record_share (org_id, entity, record_id, principal_id, own_rights, shared_by, shared_at)
        VALUES (?, ?, ?, ?, ?, ?, now())
        ON CONFLICT (org_id, entity, record_id, principal_id) DO UPDATE SET own_rights = excluded.own_rights
      )
      INSERT INTO record_change (org_id, entity, record_id) VALUES (?, ?, ?)
      """;
  private static final String UNSHARE =
      """
      WITH g (org, of, id, principal) AS (VALUES (?::uuid, ?, ?::uuid, ?::uuid)), k AS (
        UPDATE record_share SET own_rights = 0 FROM g
        WHERE org_id = org AND entity = of AND record_id = id AND principal_id = principal AND inherited_rights <> 0
      ), s AS (
        DELETE FROM record_share USING g
        WHERE org_id = org AND entity = of AND record_id = id AND principal_id = principal AND inherited_rights = 0
        RETURNING principal
      )
      INSERT INTO record_change (org_id, entity, record_id, share_ended)
      SELECT org, of, id, (SELECT s.principal FROM s) FROM g
      """;
  static final String DELETE =
      """
      WITH s AS (
        DELETE FROM record_share WHERE org_id = ? AND entity = ? AND record_id = ?
      ), d AS (DELETE FROM record WHERE org_id = ? AND entity = ? AND record_id = ?)
      INSERT INTO record_change (org_id, entity, record_id) VALUES (?, ?, ?)
      """;

  final UUID organization = UUID.randomUUID();
  final Map<UUID, BusinessUnit> units = new LinkedHashMap<>();
  final Map<UUID, Team> teams = new LinkedHashMap<>();
  final Map<UUID, User> users = new LinkedHashMap<>();
  final Map<UUID, Role> roles = new LinkedHashMap<>();
  final Map<UUID, Position> positions = new LinkedHashMap<>();
  final Map<String, EntityMetadata> entities = new LinkedHashMap<>();
  final Map<UUID, PublishedProfile> profiles = new LinkedHashMap<>();
  final Map<UUID, ProfileAssignments> assignments = new LinkedHashMap<>();
  final Map<Key, Rec> records = new LinkedHashMap<>();

  /** Whom records are shared with, and the rights, as bits. */
  final Map<Key, Map<UUID, Integer>> shares = new LinkedHashMap<>();

  final Map<Key, Set<UUID>> follows = new LinkedHashMap<>();
  final Map<Key, Set<UUID>> pins = new LinkedHashMap<>();
  int maximumAgeDays = 30;
  @Nullable ProfileLimits limits;

  /** Whether accounts inherit what those that they point to are shared with. */
  boolean cascading;

  String timeZone = "UTC";
  WeekDay weekStart = WeekDay.SUNDAY;
  FiscalCalendar fiscal = FiscalCalendar.DEFAULT;
  HierarchySecurity hierarchy = HierarchySecurity.OFF;
  Instant now = Instant.parse("2026-03-27T10:00:00Z");
  private long revision;
  private @Nullable OrganizationModel model;
  private @Nullable OrganizationModel cached;

  record Key(String entity, UUID id) {}

  record Rec(long version, @Nullable UUID owner, @Nullable UUID unit, ObjectNode attributes) {}

  /** Whether somebody is in a team; the default team of a business unit is everybody in it. */
  boolean isMember(User user, Team team) {
    return team.isDefault()
        ? team.businessUnitId().equals(user.businessUnitId())
        : team.memberIds().contains(user.id());
  }

  /** The world's own time. */
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  /** The configuration has changed. */
  void revise() {
    revision++;
    model = null;
  }

  /** Tells the engine, in one transaction as the feed's follower does. */
  void configured() {
    revise();
    TestDatabase.execute(
        """
        WITH n AS (INSERT INTO configuration_change (org_id) VALUES (?))
        INSERT INTO configuration_revision (org_id, revision) VALUES (?, ?)
        ON CONFLICT (org_id) DO UPDATE SET revision = excluded.revision
        """,
        organization,
        organization,
        revision);
  }

  /** As far from the present as may be: the last one that was asked for, while it is new enough. */
  OrganizationModel modelFrom(long least) {
    OrganizationModel last = cached;
    if (last == null || last.revision() < least) {
      last = model();
      cached = last;
    }
    return last;
  }

  OrganizationModel model() {
    OrganizationModel known = model;
    if (known == null) {
      List<AssignedProfile> assigned = new ArrayList<>();
      profiles.forEach((id, p) -> assigned.add(new AssignedProfile(p, assignments.get(id))));
      known =
          new OrganizationModel(
              organization,
              revision,
              settings(),
              entities.values(),
              new Directory(
                  units.values(),
                  teams.values(),
                  users.values(),
                  roles.values(),
                  positions.values()),
              assigned);
      model = known;
    }
    return known;
  }

  OrganizationSettings settings() {
    return new OrganizationSettings(
        ConflictDetection.ATTRIBUTE,
        maximumAgeDays,
        timeZone,
        weekStart,
        fiscal,
        limits,
        null,
        null,
        hierarchy,
        null,
        null,
        null);
  }

  void publish(UUID profile, List<ProfileItem> items) {
    PublishedProfile before = profiles.get(profile);
    int version = before == null ? 1 : before.version() + 1;
    profiles.put(
        profile,
        new PublishedProfile(profile, version, "p", null, Instant.EPOCH, null, null, null, items));
    assignments.putIfAbsent(profile, new ProfileAssignments(List.of(), List.of()));
  }

  void enable(String entity, OfflineSettings offline) {
    EntityMetadata old = entities.get(entity);
    entities.put(
        entity,
        new EntityMetadata(
            entity,
            entity,
            false,
            old.ownership(),
            old.primaryNameAttribute(),
            false,
            old.attributes(),
            offline));
  }

  /** Secures an attribute, or not any more. */
  void secure(String entity, String attribute, boolean secured) {
    entities.computeIfPresent(
        entity,
        (name, old) ->
            entity(
                name,
                old.ownership(),
                old.attributes().stream()
                    .map(a -> a.logicalName().equals(attribute) ? a.withSecured(secured) : a)
                    .toList(),
                old.offline()));
  }

  /** Lets accounts inherit shares, or not any more. */
  void cascade(boolean inherit) {
    cascading = inherit;
    entities.computeIfPresent(
        "account",
        (name, old) ->
            entity(
                name,
                old.ownership(),
                old.attributes().stream().map(this::cascading).toList(),
                old.offline()));
  }

  private Attribute cascading(Attribute lookup) {
    return lookup.targets() == null
        ? lookup
        : lookup.withTargets(
            lookup.targets().stream()
                .map(t ->
                    new LookupTarget(
                        t.entity(),
                        t.relationship(),
                        t.hierarchical(),
                        cascading && t.entity().equals("account")))
                .toList());
  }

  void removeAttribute(String entity, String attribute) {
    entities.computeIfPresent(
        entity,
        (name, old) ->
            entity(
                name,
                old.ownership(),
                old.attributes().stream().filter(a -> !a.logicalName().equals(attribute)).toList(),
                old.offline()));
  }

  /**
   * Two entities: one that users own, with an attribute of every kind and lookups to its own kind,
   * to the other or to either, and one of the organization's, with a lookup to the first.
   */
  void standardEntities(OfflineSettings offline) {
    List<Attribute> attributes =
        List.of(
            attribute("name", AttributeType.STRING),
            attribute("amount", AttributeType.MONEY),
            attribute("city", AttributeType.STRING),
            attribute("statecode", AttributeType.STATE),
            attribute("responsibleid", AttributeType.LOOKUP),
            attribute("due", AttributeType.DATE),
            attribute("seen", AttributeType.DATETIME),
            attribute("language", AttributeType.INTEGER),
            attribute("tags", AttributeType.MULTICHOICE),
            lookup("parentid", new LookupTarget("account", "account_parent", true, cascading)),
            lookup("regionid", new LookupTarget("region", "account_region")),
            lookup(
                "linkid",
                new LookupTarget("account", "link_account", false, cascading),
                new LookupTarget("region", "link_region")),
            attribute("ownerid", AttributeType.OWNER),
            attribute("owningbusinessunit", AttributeType.LOOKUP));
    entities.put("account", entity("account", Ownership.USER, attributes, offline));
    List<Attribute> ofRegion = new ArrayList<>(attributes.subList(0, 9));
    ofRegion.add(lookup("headid", new LookupTarget("account", "region_head")));
    entities.put("region", entity("region", Ownership.ORGANIZATION, ofRegion, offline));
  }

  /** One more entity. */
  void define(
      String name, Ownership ownership, List<Attribute> attributes, OfflineSettings offline) {
    entities.put(name, entity(name, ownership, attributes, offline));
  }

  /** Somebody leaves: he is in no team, has no profile and is nobody's manager any more. */
  void leave(UUID user) {
    users.remove(user);
    users.replaceAll((id, other) ->
        user.equals(other.managerId()) ? with(other, other.businessUnitId(), null) : other);
    teams.replaceAll((id, team) ->
        with(
            team,
            team.businessUnitId(),
            team.memberIds().stream().filter(member -> !member.equals(user))));
    assignments.replaceAll((id, assigned) ->
        new ProfileAssignments(
            assigned.userIds().stream().filter(u -> !u.equals(user)).toList(), assigned.teamIds()));
  }

  /** The units that can be dissolved: nothing is below them, no default team goes with them. */
  List<UUID> dissoluble() {
    return units.keySet().stream()
        .filter(unit -> units.get(unit).parentId() != null)
        .filter(unit -> units.values().stream().noneMatch(u -> unit.equals(u.parentId())))
        .filter(unit ->
            teams.values().stream()
                .noneMatch(team -> team.isDefault() && unit.equals(team.businessUnitId())))
        .toList();
  }

  /**
   * A unit goes: whoever is in it comes into the one above. Records stay as they were written, as
   * they do when somebody moves: {@code OwnerMovesTest} has what comes after.
   */
  void dissolve(UUID unit) {
    UUID above = units.remove(unit).parentId();
    users.replaceAll((id, user) ->
        unit.equals(user.businessUnitId()) ? with(user, above, user.managerId()) : user);
    teams.replaceAll((id, team) ->
        unit.equals(team.businessUnitId()) ? with(team, above, team.memberIds().stream()) : team);
  }

  private static User with(User user, UUID unit, @Nullable UUID manager) {
    return new User(
        user.id(),
        user.userName(),
        user.fullName(),
        unit,
        manager,
        user.positionId(),
        user.roleIds(),
        user.active(),
        user.timeZone(),
        user.languageCode());
  }

  private static Team with(Team team, UUID unit, Stream<UUID> members) {
    return new Team(
        team.id(),
        team.name(),
        team.kind(),
        unit,
        members.toList(),
        team.roleIds(),
        team.isDefault());
  }

  private static Attribute lookup(String name, LookupTarget... targets) {
    return new Attribute(
        name, name, AttributeType.LOOKUP, false, false, null, null, null, null, List.of(targets));
  }

  private static EntityMetadata entity(
      String name, Ownership ownership, List<Attribute> attributes, OfflineSettings offline) {
    return new EntityMetadata(name, name, false, ownership, "name", false, attributes, offline);
  }

  private static Attribute attribute(String name, AttributeType type) {
    return new Attribute(name, name, type, false, false, null, null, null, null, null);
  }

  /**
   * Writes a record through a connection, and answers what has to be noted once it is committed.
   */
  Rec write(Connection connection, Key key, @Nullable UUID owner, ObjectNode values)
      throws SQLException {
    ObjectNode attributes = values.deepCopy();
    UUID unit = owner == null ? unitIn(attributes) : model().directory().businessUnitOfOwner(owner);
    if (owner != null) {
      attributes.put("ownerid", owner.toString());
      attributes.put("owneridtype", users.containsKey(owner) ? "systemuser" : "team");
      attributes.put("owningbusinessunit", String.valueOf(unit));
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      int i = 1;
      for (Object p :
          new Object[] {
            organization,
            key.entity,
            key.id,
            owner,
            unit,
            attributes.toString(),
            organization,
            key.entity,
            key.id
          }) {
        statement.setObject(i++, p, p == null ? java.sql.Types.OTHER : typeOf(p));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Rec(row.getLong(1), owner, unit, attributes);
      }
    }
  }

  /** Of a record that a business unit owns. */
  private static @Nullable UUID unitIn(ObjectNode attributes) {
    String unit = attributes.path("owningbusinessunit").asText();
    return unit.isEmpty() ? null : UUID.fromString(unit);
  }

  private static int typeOf(Object parameter) {
    return parameter instanceof UUID ? java.sql.Types.OTHER : java.sql.Types.VARCHAR;
  }

  void write(Key key, @Nullable UUID owner, ObjectNode values) {
    try (Connection connection = TestDatabase.get().getConnection()) {
      Rec written = write(connection, key, owner, values);
      noting(() -> records.put(key, written));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void delete(Key key) {
    noting(() -> {
      records.remove(key);
      shares.remove(key);
    });
    follows.remove(key);
    TestDatabase.execute(
        "DELETE FROM record_follow WHERE org_id = ? AND entity = ? AND record_id = ?",
        organization,
        key.entity,
        key.id);
    TestDatabase.execute(
        DELETE,
        organization,
        key.entity,
        key.id,
        organization,
        key.entity,
        key.id,
        organization,
        key.entity,
        key.id);
  }

  /** Lets a user or team read a record. */
  void share(Key key, UUID principal) {
    share(key, principal, 1);
  }

  /** The same with these rights, as bits; reading is always among them. */
  void share(Key key, UUID principal, int mask) {
    noteShare(key, principal, mask);
    TestDatabase.execute(
        SHARE,
        organization,
        key.entity,
        key.id,
        principal,
        mask,
        principal,
        organization,
        key.entity,
        key.id);
  }

  /** A share that is stored. */
  void noteShare(Key key, UUID principal, int mask) {
    shares.computeIfAbsent(key, k -> new HashMap<>()).put(principal, mask);
  }

  /** Records of which a share ended, in order: who gets it again may get again what he has. */
  final List<Key> endedShares = new ArrayList<>();

  /** How often records were written or deleted. */
  int writes;

  /** Takes that back. */
  void unshare(Key key, UUID principal) {
    noting(() -> shares.getOrDefault(key, new HashMap<>()).remove(principal));
    TestDatabase.execute(UNSHARE, organization, key.entity, key.id, principal);
    try (Connection connection = TestDatabase.get().getConnection()) {
      Inheritance.maintain(connection, organization, List.of(new RecordKey(key.entity, key.id)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    endedShares.add(key);
    // Records that have just moved from below it inherit nothing until the slicer sees that.
    TestDatabase.texts(
            "SELECT DISTINCT record_id FROM record_change WHERE org_id = ? AND share_ended IS NOT NULL",
            organization)
        .forEach(id -> endedShares.add(new Key(key.entity, UUID.fromString(id))));
  }

  /** Whom a record is shared with, itself or above it: section 7.4 of the facts. */
  Set<UUID> sharedWith(Key key) {
    return rightsOf(key).keySet();
  }

  /** And with which rights: all that are given anywhere along the way. */
  private Map<UUID, Integer> rightsOf(Key key) {
    Map<UUID, Integer> with = new HashMap<>();
    Set<Key> seen = new HashSet<>(Set.of(key));
    Deque<Key> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Key at = open.remove();
      shares
          .getOrDefault(at, Map.of())
          .forEach((principal, mask) -> with.merge(principal, mask, (a, b) -> a | b));
      handsOn(at).filter(seen::add).forEach(open::add);
    }
    return with;
  }

  /** Who may read what by shares, inherited ones included. */
  Set<String> allShares() {
    Set<String> all = new TreeSet<>();
    records
        .keySet()
        .forEach(key -> sharedWith(key).forEach(with -> all.add(key.id + " with " + with)));
    return all;
  }

  /** What whom a record is shared with may do. */
  Set<String> allRights() {
    Set<String> all = new TreeSet<>();
    records
        .keySet()
        .forEach(key ->
            rightsOf(key).forEach((with, mask) -> all.add(key.id + " with " + with + " " + mask)));
    return all;
  }

  /** The same as it is stored. */
  Set<String> storedRights() {
    return new TreeSet<>(
        TestDatabase.texts(
            "SELECT record_id || ' with ' || principal_id || ' ' || rights FROM record_share WHERE org_id = ?",
            organization));
  }

  /** Whom records are shared with as it is stored. */
  Set<String> storedShares() {
    return new TreeSet<>(
        TestDatabase.texts(
            "SELECT record_id || ' with ' || principal_id FROM record_share WHERE org_id = ?",
            organization));
  }

  /** What a record points to with lookups that cascade shares. */
  private Stream<Key> handsOn(Key from) {
    Rec record = records.get(from);
    if (record == null) {
      return Stream.of();
    }
    return entities.get(from.entity).attributes().stream()
        .filter(lookup -> lookup.targets() != null)
        .flatMap(lookup ->
            lookup.targets().stream()
                .filter(LookupTarget::cascadesShare)
                .filter(target ->
                    lookup.targets().size() == 1
                        || record
                            .attributes
                            .path(lookup.logicalName() + "type")
                            .asText()
                            .equals(target.entity()))
                .map(target ->
                    new Key(
                        target.entity(),
                        id(record.attributes.path(lookup.logicalName()).asText()))))
        .filter(records::containsKey);
  }

  private static UUID id(String text) {
    return text.isEmpty() ? new UUID(0, 0) : UUID.fromString(text);
  }

  /** Changes something, and notes whether shares ended by that. */
  void noting(Runnable change) {
    writes++;
    Map<Key, Set<UUID>> before = new LinkedHashMap<>();
    records.keySet().forEach(key -> before.put(key, sharedWith(key)));
    change.run();
    before.forEach((key, with) -> {
      if (!sharedWith(key).containsAll(with)) {
        endedShares.add(key);
      }
    });
  }

  /** Lets a user follow a record, or not any more. */
  void follow(Key key, UUID user, boolean follow) {
    hold(follows, "record_follow", key, user, follow);
  }

  /** A user has unsettled actions on a record, or not any more. */
  void pin(Key key, UUID user, boolean pinned) {
    hold(pins, "record_pin", key, user, pinned);
  }

  private void hold(Map<Key, Set<UUID>> holders, String table, Key key, UUID user, boolean holds) {
    Set<UUID> users = holders.computeIfAbsent(key, k -> new HashSet<>());
    if (holds) {
      users.add(user);
    } else {
      users.remove(user);
    }
    String columns = table.equals("record_follow") ? ", followed_at" : "";
    String values = columns.isEmpty() ? "" : ", now()";
    String change =
        holds
            ? "INSERT INTO %s (org_id, entity, record_id, user_id%s) VALUES (?, ?, ?, ?%s) ON CONFLICT DO NOTHING"
                .formatted(table, columns, values)
            : "DELETE FROM %s WHERE org_id = ? AND entity = ? AND record_id = ? AND user_id = ?"
                .formatted(table);
    TestDatabase.execute(
        "WITH c AS ("
            + change
            + ") INSERT INTO record_change (org_id, entity, record_id) VALUES (?, ?, ?)",
        organization,
        key.entity,
        key.id,
        user,
        organization,
        key.entity,
        key.id);
  }

  static ObjectNode values() {
    return JsonNodeFactory.instance.objectNode();
  }
}
