package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.PROFILE;
import static dev.haversack.dataset.sync.Sales.TEAM;
import static dev.haversack.dataset.sync.Sales.all;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.dataset.sync.World.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user with one profile of his own and one through a team. */
class SeveralProfilesTest {

  private static final UUID OF_TEAM = new UUID(5, 2);

  private Sales sales;
  private Device anna;
  private Key bern;
  private Key genf;

  /** Anna has Bern in person; the team has Genf, and she is no member yet. */
  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    bern = sales.account(1, ANNA, "Bern");
    genf = sales.account(2, ANNA, "Genf");
    sales.account(3, ANNA, "Chur");
    sales.configure(() -> {
      sales.publish(custom(cityIs("Bern")));
      sales.world.publish(OF_TEAM, List.of(custom(cityIs("Genf"))));
      sales.world.assignments.put(OF_TEAM, new ProfileAssignments(List.of(), List.of(TEAM)));
    });
    anna = sales.device(ANNA);
    anna.sync();
    assertEquals(Set.of(bern), anna.held.keySet());
  }

  @Test
  void whoJoinsATeamHasItsProfileTooAndWhoLeavesLosesIt() throws Exception {
    members(ANNA);
    Device.Received joined = anna.sync();
    assertEquals(List.of(genf), keys(joined));
    assertEquals(Map.of(), joined.removals());
    assertEquals(Set.of(bern, genf), anna.held.keySet());

    members();
    Device.Received left = anna.sync();
    assertEquals(List.of(), left.puts());
    assertEquals(Map.of(genf, "profile"), left.removals());
  }

  @Test
  void whatTwoProfilesTakeComesOnceAndStaysWhileOneTakesIt() throws Exception {
    sales.configure(() -> sales.publish(all(null)));
    anna.sync();

    members(ANNA);
    assertEquals(List.of(), anna.sync().puts());

    sales.configure(
        () -> sales.world.assignments.put(PROFILE, new ProfileAssignments(List.of(), List.of())));
    anna.sync();
    assertEquals(Set.of(genf), anna.held.keySet());
  }

  @Test
  void columnsOfTheSameEntityAreUnited() throws Exception {
    members(ANNA);
    sales.configure(() -> {
      sales.publish(all(List.of("amount")));
      sales.world.publish(OF_TEAM, List.of(all(List.of("city"))));
    });

    anna.sync();

    var attributes = anna.held.get(bern).attributes();
    assertEquals(List.of(true, true), List.of(attributes.has("amount"), attributes.has("city")));

    members();
    anna.sync();
    assertEquals(false, anna.held.get(bern).attributes().has("city"));
  }

  @Test
  void aProfileThatBothHaveIsHadOnce() throws Exception {
    members(ANNA);
    sales.configure(() ->
        sales.world.assignments.put(OF_TEAM, new ProfileAssignments(List.of(ANNA), List.of(TEAM))));
    anna.sync();
    assertEquals(Set.of(bern, genf), anna.held.keySet());

    members();
    assertEquals(Map.of(), anna.sync().removals());
  }

  private void members(UUID... users) throws Exception {
    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of(users))));
  }

  private static List<Key> keys(Device.Received received) {
    return received.puts().stream().map(Device.Put::key).toList();
  }
}
