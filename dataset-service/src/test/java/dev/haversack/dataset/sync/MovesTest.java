package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static dev.haversack.dataset.sync.Sales.READER;
import static dev.haversack.dataset.sync.Sales.TEAM;
import static dev.haversack.dataset.sync.Sales.UNIT;
import static dev.haversack.dataset.sync.Sales.all;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.sync.World.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moves in a dataset when something changes, and nothing else does. */
class MovesTest {

  private Sales sales;
  private Device anna;
  private Key own;
  private Key ofTeam;
  private Key ofMoses;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    own = sales.account(1, ANNA, "Bern");
    ofTeam = sales.account(2, TEAM, "Bern");
    ofMoses = sales.account(3, MOSES, "Bern");
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
  }

  @Test
  void snapshotHoldsWhatMayBeRead() {
    assertEquals(Set.of(own), anna.held.keySet());
  }

  @Test
  void nothingChangedNothingSent() throws Exception {
    Device.Received delta = sales.drainAndSync(anna);

    assertEquals(List.of(), delta.puts());
    assertEquals(Map.of(), delta.removals());
  }

  @Test
  void joiningAndLeavingATeamMovesItsRecords() throws Exception {
    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of(ANNA))));
    assertEquals(List.of(ofTeam), keys(anna.sync()));

    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of())));
    assertEquals(Map.of(ofTeam, "security"), anna.sync().removals());
  }

  @Test
  void aDeeperRoleBringsRecordsAndAShallowerOneTakesThem() throws Exception {
    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION)));
    assertEquals(Set.of(ofTeam, ofMoses), Set.copyOf(keys(anna.sync())));

    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.USER)));
    assertEquals(Map.of(ofTeam, "security", ofMoses, "security"), anna.sync().removals());
  }

  /** And when a unit moves, what its users reach through it moves with it. */
  @Test
  void whatABusinessUnitOwnsIsReachedThroughTheTreeOfUnits() throws Exception {
    UUID below = new UUID(4, 2);
    sales.world.units.put(below, new BusinessUnit(below, "below", UNIT));
    sales.world.entities.put("site", site());
    Key here = site(1, UNIT);
    Key there = site(2, below);
    sales.configure(() ->
        sales.publish(new ProfileItem("site", Distribution.ALL, false, false, false, null, null)));
    assertEquals(List.of(), keys(anna.sync()));

    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.BUSINESS_UNIT)));
    assertEquals(List.of(here), keys(anna.sync()));
    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.PARENT_CHILD)));
    assertEquals(List.of(there), keys(anna.sync()));

    UUID apart = new UUID(4, 3);
    sales.configure(() -> {
      sales.world.units.put(apart, new BusinessUnit(apart, "apart", null));
      sales.world.units.put(below, new BusinessUnit(below, "below", apart));
    });
    assertEquals(Map.of(there, "security"), anna.sync().removals());

    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION)));
    assertEquals(List.of(there), keys(anna.sync()));
    sales.configure(() ->
        sales.publish(
            new ProfileItem("site", Distribution.ORGANIZATION, false, false, true, null, null)));
    assertEquals(Map.of(there, "profile"), anna.sync().removals());
  }

  private static EntityMetadata site() {
    Attribute name =
        new Attribute(
            "name", "name", AttributeType.STRING, false, false, null, null, null, null, null);
    Attribute unit =
        new Attribute(
            "owningbusinessunit",
            "owningbusinessunit",
            AttributeType.LOOKUP,
            false,
            false,
            null,
            null,
            null,
            null,
            null);
    return new EntityMetadata(
        "site",
        "site",
        false,
        Ownership.BUSINESS,
        "name",
        false,
        List.of(name, unit),
        new OfflineSettings(true, new AndFilter(List.of()), null));
  }

  private Key site(int number, UUID unit) {
    Key key = new Key("site", new UUID(8, number));
    sales.world.write(
        key, null, World.values().put("name", "Site").put("owningbusinessunit", unit.toString()));
    return key;
  }

  @Test
  void losingEveryRoleTakesEverything() throws Exception {
    sales.configure(() -> sales.world.users.put(ANNA, Sales.user(ANNA, List.of())));

    assertEquals(Map.of(own, "security"), anna.sync().removals());
  }

  @Test
  void republishingMovesOnlyTheDifference() throws Exception {
    Key second = sales.account(4, ANNA, "Genf");
    sales.drainAndSync(anna);

    sales.configure(() -> sales.publish(custom(cityIs("bern"))));
    Device.Received narrower = anna.sync();
    assertEquals(List.of(), narrower.puts());
    assertEquals(Map.of(second, "profile"), narrower.removals());

    sales.configure(
        () -> sales.publish(custom(new OrFilter(List.of(cityIs("Bern"), cityIs("Genf"))))));
    Device.Received wider = anna.sync();
    assertEquals(List.of(second), keys(wider));
    assertEquals(Map.of(), wider.removals());
  }

  @Test
  void otherColumnsSendTheEntityAgain() throws Exception {
    sales.configure(() -> sales.publish(all(List.of("amount"))));

    assertEquals(List.of(own), keys(anna.sync()));
    assertEquals(
        Set.of("name", "amount", "ownerid", "owneridtype", "owningbusinessunit"),
        Set.copyOf(fields(own)));
  }

  @Test
  void newManagerGetsWhatHisReportsOwnAndLosesItWithThem() throws Exception {
    sales.world.hierarchy = new HierarchySecurity(HierarchyModel.MANAGER, 3, 1, false, null);
    sales.configure(() -> reportsTo(MOSES, ANNA));
    sales.drainAndSync(anna);
    int all = anna.held.size();

    sales.configure(() -> reportsTo(MOSES, null));
    var delta = sales.drainAndSync(anna);

    assertTrue(all > anna.held.size());
    assertEquals(Set.of("security"), Set.copyOf(delta.removals().values()));
  }

  @Test
  void attributeThatBecomesSecuredLeavesDevices() throws Exception {
    assertTrue(anna.held.values().stream().allMatch(h -> h.attributes().has("amount")));

    sales.configure(() -> sales.world.secure("account", "amount", true));
    sales.drainAndSync(anna);

    assertTrue(anna.held.values().stream().noneMatch(h -> h.attributes().has("amount")));
  }

  private void reportsTo(UUID user, UUID manager) {
    User old = sales.world.users.get(user);
    sales.world.users.put(
        user,
        new User(
            old.id(),
            old.userName(),
            old.fullName(),
            old.businessUnitId(),
            manager,
            old.roleIds(),
            true));
  }

  @Test
  void removalReasons() throws Exception {
    sales.configure(() -> sales.publish(custom(cityIs("Bern"))));
    Key deleted = sales.account(4, ANNA, "Bern");
    Key movedOn = sales.account(5, ANNA, "Bern");
    Key givenAway = sales.account(6, ANNA, "Bern");
    sales.drainAndSync(anna);
    sales.world.delete(deleted);
    sales.account(5, ANNA, "Genf");
    sales.account(6, MOSES, "Bern");

    Device.Received delta = sales.drainAndSync(anna);

    assertEquals(
        Map.of(deleted, "deleted", movedOn, "filter", givenAway, "security"), delta.removals());
    assertEquals(List.of(), delta.puts());
  }

  /** Whether the old and the new profile have a slice in common makes no difference. */
  @Test
  void whatAnotherProfileTakesAwayIsSaidToBeTakenByIt() throws Exception {
    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION)));
    anna.sync();
    ProfileItem ofMyTeams =
        new ProfileItem("account", Distribution.ORGANIZATION, false, true, false, null, null);
    sales.configure(() -> sales.publish(ofMyTeams));
    assertEquals(
        Map.of(own, "profile", ofMoses, "profile", ofTeam, "profile"), anna.sync().removals());

    sales.configure(() -> sales.publish(custom(cityIs("Bern"))));
    anna.sync();
    sales.configure(() -> sales.publish(ofMyTeams));
    assertEquals(Set.of("profile"), Set.copyOf(anna.sync().removals().values()));
  }

  @Test
  void whatAUsersTimeZoneTakesAwayIsTakenByTheFilter() throws Exception {
    Key seen = new Key("account", new UUID(9, 7));
    sales.world.write(seen, ANNA, Sales.values(7, "Bern").put("seen", "2026-11-01T12:00:00Z"));
    Filter onThatDay =
        new Condition("seen", Operator.ON, JsonNodeFactory.instance.textNode("2026-11-01"), null);
    sales.configure(() -> sales.publish(custom(onThatDay)));
    sales.drainAndSync(anna);
    assertEquals(Set.of(seen), anna.held.keySet());

    User far =
        new User(
            ANNA,
            "n",
            "n",
            Sales.UNIT,
            null,
            null,
            List.of(READER),
            true,
            "Pacific/Kiritimati",
            null);
    sales.configure(() -> sales.world.users.put(ANNA, far));

    assertEquals(Map.of(seen, "filter"), sales.drainAndSync(anna).removals());
  }

  @Test
  void anEntityWithoutOrganizationFilterYieldsNothing() throws Exception {
    sales.configure(() -> sales.world.enable("account", new OfflineSettings(true, null, null)));

    assertEquals(Map.of(own, "filter"), anna.sync().removals());
  }

  @Test
  void aRecordThatWasGivenAwayIsNotReadEvenWhileItsSliceLags() throws Exception {
    sales.account(1, MOSES, "Bern");

    Device fresh = sales.device(ANNA);
    fresh.sync();

    assertTrue(fresh.held.isEmpty());
  }

  @Test
  void theSameTokenTwiceLeadsToTheSame() throws Exception {
    sales.account(4, ANNA, "Bern");
    sales.drain();
    anna.askInVain();

    assertEquals(List.of(new Key("account", new java.util.UUID(9, 4))), keys(anna.sync()));
  }

  @Test
  void publishingBackBringsNothingThatTheDeviceHas() throws Exception {
    sales.configure(() -> sales.publish(custom(cityIs("Bern"))));
    sales.configure(() -> sales.publish(all(null)));

    Device.Received delta = anna.sync();

    assertEquals(List.of(), delta.puts());
    assertEquals(Map.of(), delta.removals());
    assertEquals(List.of(READER), sales.world.users.get(ANNA).roleIds());
  }

  private List<String> fields(Key key) {
    List<String> names = new java.util.ArrayList<>();
    anna.held.get(key).attributes().fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<Key> keys(Device.Received received) {
    return received.puts().stream().map(Device.Put::key).toList();
  }
}
