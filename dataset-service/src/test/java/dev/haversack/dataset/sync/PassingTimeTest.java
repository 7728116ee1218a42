package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records enter and leave datasets although nobody writes anything. */
class PassingTimeTest {

  private static final String NOON = "2026-11-01T12:00:00Z";

  private final Sales sales = new Sales();

  @Test
  void recordsEnterAndLeaveAsTheClockSays() throws Exception {
    Key soon = account(1, "seen", "2026-11-01T12:30:00Z");
    publish(time("seen", Operator.LAST_X_HOURS, 1));
    Device anna = sales.device(Sales.ANNA);
    assertEquals(Set.of(), held(anna));

    at("2026-11-01T12:30:00Z");
    assertEquals(Set.of(), held(anna));
    at("2026-11-01T12:30:00.000001Z");
    assertEquals(Set.of(soon), held(anna));
    at("2026-11-01T13:59:59Z");
    assertEquals(Set.of(soon), held(anna));
    at("2026-11-01T14:00:00Z");
    assertEquals(Map.of(soon, "filter"), sync(anna).removals());
  }

  @Test
  void dayBeginsWhereTheUserIs() throws Exception {
    sales.world.users.put(Sales.ANNA, in("Asia/Kolkata"));
    sales.world.users.put(Sales.MOSES, user(Sales.MOSES, "America/New_York"));
    Key tomorrow = account(1, "due", "2026-11-02");
    sales.world.write(
        new Key("account", new UUID(9, 2)), Sales.MOSES, World.values().put("due", "2026-11-02"));
    publish(time("due", Operator.TODAY, null));
    Device anna = sales.device(Sales.ANNA);
    Device moses = sales.device(Sales.MOSES);
    assertEquals(Set.of(), held(anna));
    assertEquals(Set.of(), held(moses));

    at("2026-11-01T18:30:00Z");
    assertEquals(Set.of(tomorrow), held(anna));
    assertEquals(Set.of(), held(moses));
    at("2026-11-02T05:00:00Z");
    assertEquals(1, held(moses).size());
    at("2026-11-02T18:30:00Z");
    assertEquals(Set.of(), held(anna));
    assertEquals(1, held(moses).size());
  }

  @Test
  void slicerKnowsWhenItIsDueAndClosesNoCheckpointForNothing() throws Exception {
    account(1, "seen", "2026-11-03T12:00:00Z");
    publish(time("seen", Operator.NEXT_X_DAYS, 7));
    sales.drain();
    long before = position();
    assertFalse(sales.slicer.pending().contains(sales.world.organization));

    sales.now = Instant.parse("2026-11-02T00:00:00Z");
    assertTrue(sales.slicer.pending().contains(sales.world.organization));
    sales.drain();
    assertFalse(sales.slicer.pending().contains(sales.world.organization));
    assertEquals(before, position());

    sales.now = Instant.parse("2026-11-03T12:00:01Z");
    assertEquals(SlicerEngine.Outcome.CLOSED, sales.slicer.run(sales.world.organization));
    assertEquals(before + 1, position());
  }

  @Test
  void onlyRecordsThatAnEndPassedOverAreTouched() throws Exception {
    for (int i = 0; i < 100; i++) {
      account(i, "seen", Instant.parse(NOON).plus(Duration.ofMinutes(i)).toString());
    }
    publish(time("seen", Operator.NEXT_X_HOURS, 5));
    Device anna = sales.device(Sales.ANNA);
    sync(anna);
    // What is evaluated again although no end passed over it would now come as a removal.
    TestDatabase.execute(
        "UPDATE record SET attributes = attributes - 'seen' WHERE org_id = ?",
        sales.world.organization);

    at("2026-11-01T12:02:30Z");
    Device.Received received = sync(anna);

    assertEquals(3, received.removals().size());
    assertEquals(97, anna.held.size());
  }

  @Test
  void whatMovesFromOneWindowToAnotherIsNotSentAgain() throws Exception {
    Key meeting = account(1, "seen", "2026-11-01T12:30:00Z");
    publish(
        new OrFilter(
            List.of(
                and(time("seen", Operator.NEXT_X_DAYS, 1), Operator.EQ_USERID),
                and(time("seen", Operator.LAST_X_DAYS, 1), Operator.EQ_USERORUSERTEAMS))));
    Device anna = sales.device(Sales.ANNA);
    assertEquals(Set.of(meeting), held(anna));

    at("2026-11-01T13:00:00Z");
    Device.Received received = sync(anna);

    assertEquals(List.of(), received.puts());
    assertEquals(Map.of(), received.removals());
    assertEquals(Set.of(meeting), anna.held.keySet());
  }

  @Test
  void whoMovesToAnotherZoneWaitsForItsSliceAndLosesNothing() throws Exception {
    account(1, "due", "2026-11-01");
    publish(time("due", Operator.TODAY, null));
    Device anna = sales.device(Sales.ANNA);
    assertEquals(1, held(anna).size());

    sales.world.users.put(Sales.ANNA, in("Pacific/Kiritimati"));
    sales.world.configured();

    ProblemException refused = assertThrows(ProblemException.class, anna::sync);
    assertEquals(ProblemCode.NOT_READY, refused.code());
    assertEquals(Set.of(), held(anna));
  }

  @Test
  void theFirstUserOfAProfileWaitsForItsSliceToo() throws Exception {
    account(1, "due", "2026-11-01");
    sales.world.users.put(Sales.ANNA, in("Asia/Kolkata"));
    sales.world.assignments.put(Sales.PROFILE, new ProfileAssignments(List.of(), List.of()));
    publish(time("due", Operator.TODAY, null));
    sales.drain();

    sales.world.assignments.put(
        Sales.PROFILE, new ProfileAssignments(List.of(Sales.ANNA), List.of()));
    sales.world.configured();

    Device anna = sales.device(Sales.ANNA);
    ProblemException refused = assertThrows(ProblemException.class, anna::sync);
    assertEquals(ProblemCode.NOT_READY, refused.code());
    assertEquals(1, held(anna).size());
  }

  @Test
  void aSliceThatCannotBeReadForAWhileMissesNothing() throws Exception {
    Key first = account(1, "seen", "2026-11-01T11:30:00Z");
    publish(time("seen", Operator.LAST_X_HOURS, 1));
    Device anna = sales.device(Sales.ANNA);
    assertEquals(Set.of(first), held(anna));

    changeDefinition("jsonb_build_object('was', definition)");
    Key second = account(2, "seen", "2026-11-01T12:30:00Z");
    assertEquals(Set.of(first), held(anna));

    changeDefinition("definition -> 'was'");
    at("2026-11-01T12:40:00Z");
    assertEquals(Set.of(first, second), held(anna));
    at("2026-11-01T13:00:00Z");
    assertEquals(Set.of(second), held(anna));
    at("2026-11-01T14:00:00Z");
    assertEquals(Set.of(), held(anna));
  }

  private void changeDefinition(String expression) {
    TestDatabase.execute(
        "UPDATE slice SET definition = "
            + expression
            + " WHERE org_id = ? AND state = 'active' AND definition::text LIKE '%last-x-hours%'",
        sales.world.organization);
  }

  @Test
  void timeNeverRunsBackwardsForASlice() throws Exception {
    account(1, "seen", "2026-11-01T12:30:00Z");
    publish(time("seen", Operator.LAST_X_HOURS, 1));
    Device anna = sales.device(Sales.ANNA);
    at("2026-11-01T12:31:00Z");
    assertEquals(1, held(anna).size());

    at("2026-11-01T12:00:00Z");
    account(2, "seen", "2026-11-01T12:30:30Z");

    assertEquals(2, held(anna).size());
  }

  private Key account(int number, String attribute, String value) {
    Key key = new Key("account", new UUID(9, number));
    sales.world.write(
        key, Sales.ANNA, World.values().put("name", "a" + number).put(attribute, value));
    return key;
  }

  private void publish(Filter filter) {
    sales.publish(Sales.custom(filter));
    sales.world.configured();
  }

  private void at(String moment) {
    sales.now = Instant.parse(moment);
  }

  private Device.Received sync(Device device) throws Exception {
    sales.drain();
    return device.sync();
  }

  private Set<Key> held(Device device) throws Exception {
    sync(device);
    return device.held.keySet();
  }

  private long position() throws Exception {
    try (var connection = TestDatabase.get().getConnection();
        var statement =
            connection.prepareStatement(
                "SELECT position FROM organization_checkpoint WHERE org_id = ?")) {
      statement.setObject(1, sales.world.organization);
      var rows = statement.executeQuery();
      rows.next();
      return rows.getLong(1);
    }
  }

  private static User in(String zone) {
    return user(Sales.ANNA, zone);
  }

  private static User user(UUID id, String zone) {
    return new User(id, "n", "n", Sales.UNIT, null, null, List.of(Sales.READER), true, zone, null);
  }

  private static Filter and(Filter filter, Operator caller) {
    return new dev.haversack.contract.model.AndFilter(
        List.of(filter, new Condition("ownerid", caller, null, null)));
  }

  private static Condition time(String attribute, Operator operator, @Nullable Integer n) {
    return new Condition(attribute, operator, n == null ? null : IntNode.valueOf(n), null);
  }
}
