package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small sales organization: Anna and Moses in one unit, a team, and one profile for both. */
final class Sales {

  static final UUID ANNA = new UUID(1, 1);
  static final UUID MOSES = new UUID(1, 2);
  static final UUID UNIT = new UUID(2, 1);
  static final UUID TEAM = new UUID(3, 1);
  static final UUID READER = new UUID(4, 1);
  static final UUID PROFILE = new UUID(5, 1);
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  final World world = organization();
  final SlicerEngine slicer;
  final SyncEngine sync;
  Instant now = START;

  Sales() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    slicer =
        new SlicerEngine(
            TestDatabase.get(), json, (id, revision) -> world.modelFrom(revision), clock, 1_000);
    sync =
        new SyncEngine(
            TestDatabase.get(),
            json,
            (id, revision) -> world.modelFrom(revision),
            clock,
            "k".repeat(32));
    world.configured();
  }

  /** The organization as it begins, in memory only. */
  static World organization() {
    World world = new World();
    world.standardEntities(new OfflineSettings(true, new AndFilter(List.of()), null));
    world.units.put(UNIT, new BusinessUnit(UNIT, "unit", null));
    world.teams.put(TEAM, team(List.of()));
    world.roles.put(READER, role(Depth.USER));
    world.users.put(ANNA, user(ANNA, List.of(READER)));
    world.users.put(MOSES, user(MOSES, List.of(READER)));
    world.publish(PROFILE, List.of(all(null)));
    world.assignments.put(PROFILE, new ProfileAssignments(List.of(ANNA, MOSES), List.of()));
    return world;
  }

  static User user(UUID id, List<UUID> roles) {
    return new User(id, "n", "n", UNIT, null, roles, true);
  }

  static Team team(List<UUID> members) {
    return new Team(TEAM, "t", TeamKind.OWNER, UNIT, members, List.of());
  }

  static Role role(Depth depth) {
    Privilege read = new Privilege("*", null, depth, null, null, null, null, null, null);
    return new Role(READER, "r", PrivilegeInheritance.DIRECT_USER, List.of(read));
  }

  void publish(ProfileItem... items) {
    world.publish(PROFILE, List.of(items));
  }

  static ProfileItem all(@Nullable List<String> columns) {
    return new ProfileItem("account", Distribution.ALL, false, false, false, null, columns);
  }

  static ProfileItem custom(Filter filter) {
    return new ProfileItem("account", Distribution.CUSTOM, false, false, false, filter, null);
  }

  static Filter cityIs(String city) {
    return new Condition("city", Operator.EQ, JsonNodeFactory.instance.textNode(city), null);
  }

  Key account(int number, UUID owner, String city) {
    Key key = new Key("account", new UUID(9, number));
    world.write(key, owner, values(number, city));
    return key;
  }

  /** Accounts in Bern. */
  static ProfileItem bern(boolean canBeFollowed) {
    return new ProfileItem(
        "account",
        Distribution.CUSTOM,
        false,
        false,
        false,
        cityIs("Bern"),
        null,
        null,
        canBeFollowed);
  }

  static ObjectNode values(int number, String city) {
    return World.values().put("name", "Account " + number).put("city", city).put("amount", number);
  }

  Device device(UUID user) {
    return new Device(sync, world.organization, user);
  }

  void drain() throws Exception {
    slicer.drain(world.organization);
  }

  Device.Received drainAndSync(Device device) throws Exception {
    drain();
    return device.sync();
  }

  /** Changes the configuration and lets the slicer follow. */
  void configure(Runnable change) throws Exception {
    change.run();
    world.configured();
    drain();
  }
}
