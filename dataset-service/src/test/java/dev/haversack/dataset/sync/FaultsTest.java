package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static dev.haversack.dataset.sync.Sales.all;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions in flight, slicers that die, tokens that are not what they seem. */
class FaultsTest {

  private Sales sales;
  private Device anna;
  private Key first;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    first = sales.account(1, ANNA, "Bern");
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
  }

  @Test
  void aTransactionThatCommitsLateIsNotOvertaken() throws Exception {
    Key late = new Key("account", new UUID(9, 50));
    try (Connection slow = TestDatabase.get().getConnection()) {
      slow.setAutoCommit(false);
      sales.world.write(slow, late, ANNA, Sales.values(50, "Bern"));
      sales.account(2, ANNA, "Bern");
      sales.drainAndSync(anna);
      assertEquals(2, anna.held.size());
      slow.commit();
      slow.setAutoCommit(true);
    }

    Device.Received delta = sales.drainAndSync(anna);

    assertEquals(List.of(late), delta.puts().stream().map(Device.Put::key).toList());
  }

  @Test
  void aBatchThatFindsNewConfigurationBeginsAnewWithIt() throws Exception {
    sales.account(2, ANNA, "Basel");
    long known = sales.world.modelFrom(0).revision();
    sales.publish(custom(cityIs("Basel")));
    sales.world.configured();
    List<Long> asked = new ArrayList<>();
    SlicerEngine engine =
        engine(revision -> {
          asked.add(revision);
          return sales.world.modelFrom(revision);
        });

    assertEquals(SlicerEngine.Outcome.CLOSED, engine.run(sales.world.organization));

    assertEquals(List.of(0L, known + 1), asked);
    anna.sync();
    assertEquals(1, anna.held.size());
  }

  @Test
  void whatNeverCatchesUpTakesNothing() throws Exception {
    sales.account(2, ANNA, "Bern");
    OrganizationModel old = sales.world.modelFrom(0);
    sales.world.configured();
    long checkpoint = checkpoint();

    SlicerEngine.Outcome outcome = engine(_ -> old).run(sales.world.organization);

    assertEquals(SlicerEngine.Outcome.OUTDATED, outcome);
    assertEquals(checkpoint, checkpoint());
    sales.drainAndSync(anna);
    assertEquals(2, anna.held.size());
  }

  private SlicerEngine engine(LongFunction<OrganizationModel> models) {
    return new SlicerEngine(
        TestDatabase.get(),
        new ObjectMapper().findAndRegisterModules(),
        (_, revision) -> models.apply(revision),
        Clock.systemUTC(),
        10);
  }

  @Test
  void aSlicerThatDiesInTheMiddleLeavesNothingBehind() throws Exception {
    sales.account(2, ANNA, "Bern");
    long checkpoint = checkpoint();
    SlicerEngine dying =
        new SlicerEngine(
            withoutCommit(),
            new ObjectMapper().findAndRegisterModules(),
            (id, revision) -> sales.world.modelFrom(revision),
            Clock.systemUTC(),
            10);

    assertThrows(SQLException.class, () -> dying.run(sales.world.organization));

    assertEquals(checkpoint, checkpoint());
    sales.drainAndSync(anna);
    assertEquals(2, anna.held.size());
  }

  @Test
  void onlyOneSlicerAtATime() throws Exception {
    sales.account(2, ANNA, "Bern");
    try (Connection other = TestDatabase.get().getConnection()) {
      other.setAutoCommit(false);
      try (var lock =
          other.prepareStatement(
              "SELECT pg_advisory_xact_lock(hashtextextended('haversack.slicer/' || ?::uuid, 0))")) {
        lock.setObject(1, sales.world.organization);
        lock.execute();
      }

      assertEquals(SlicerEngine.Outcome.BUSY, sales.slicer.run(sales.world.organization));

      other.rollback();
      other.setAutoCommit(true);
    }
    assertEquals(SlicerEngine.Outcome.CLOSED, sales.slicer.run(sales.world.organization));
  }

  @Test
  void alteredTokensAreRefused() {
    String token = anna.token;
    for (int i = 0; i < token.length(); i += 7) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      anna.token = token.substring(0, i) + other + token.substring(i + 1);
      assertRefused(anna);
    }
    anna.token = "nonsense";
    assertRefused(anna);
  }

  @Test
  void tokensOfOthersAreRefused() {
    Device moses = sales.device(MOSES);
    moses.token = anna.token;

    assertRefused(moses);
  }

  @Test
  void tokensOfOtherOrganizationsAreRefused() throws Exception {
    Sales elsewhere = new Sales();
    elsewhere.drain();
    Device other = elsewhere.device(ANNA);
    other.token = anna.token;

    assertRefused(other);
  }

  @Test
  void tokensExpire() throws Exception {
    sales.now = Sales.START.plus(Duration.ofDays(30).minusSeconds(1));
    anna.askInVain();

    sales.now = Sales.START.plus(Duration.ofDays(30));

    assertRefused(anna);
  }

  @Test
  void tokensExpireByTheSettingThatGaveThem() {
    sales.world.maximumAgeDays = 365;
    sales.world.configured();
    sales.now = Sales.START.plus(Duration.ofDays(31));

    assertRefused(anna);
  }

  @Test
  void whatExpiredTokensNeededIsRemoved() throws Exception {
    sales.world.delete(first);
    sales.configure(() -> sales.publish(custom(cityIs("Bern"))));
    sales.now = Sales.START.plus(Duration.ofDays(40));
    sales.account(2, ANNA, "Bern");

    sales.drain();

    assertEquals(0, count("slice_row WHERE NOT present AND org_id = ?"));
    assertEquals(
        0,
        count(
            "slice_change c JOIN organization_checkpoint USING (org_id) WHERE c.position <= horizon AND org_id = ?"));
    // Its own and that of what is pinned, each with the one of what is shared.
    assertEquals(4, count("slice WHERE org_id = ?"));
    assertEquals(0, count("scope WHERE org_id = ?"));
    Device fresh = sales.device(ANNA);
    fresh.sync();
    assertEquals(1, fresh.held.size());
  }

  @Test
  void whereNothingHappensItIsRemovedToo() throws Exception {
    sales.world.delete(first);
    sales.drain();
    assertEquals(1, count("slice_row WHERE NOT present AND org_id = ? AND slice_id > 0"));
    sales.now = Sales.START.plus(Duration.ofDays(40));

    for (UUID organization : sales.slicer.findUntidy()) {
      if (organization.equals(sales.world.organization)) {
        sales.slicer.tidy(organization);
      }
    }

    assertEquals(0, count("slice_row WHERE NOT present AND org_id = ?"));
    assertEquals(0, count("scope WHERE org_id = ?"));
    assertFalse(sales.slicer.findUntidy().contains(sales.world.organization));
    Device fresh = sales.device(ANNA);
    fresh.sync();
    assertEquals(Set.of(), fresh.held.keySet());
  }

  @Test
  void aForgottenScopeIsRefused() {
    TestDatabase.execute("DELETE FROM scope WHERE org_id = ?", sales.world.organization);

    assertRefused(anna);
  }

  @Test
  void aCheckpointFromTheFutureIsRefused() {
    TestDatabase.execute(
        "UPDATE organization_checkpoint SET position = 0 WHERE org_id = ?",
        sales.world.organization);

    assertRefused(anna);
  }

  @Test
  void withoutAProfileThereIsNoDataset() throws Exception {
    sales.configure(() ->
        sales.world.assignments.put(
            Sales.PROFILE, new ProfileAssignments(List.of(MOSES), List.of())));

    var e = assertThrows(ProblemException.class, anna::sync);

    assertEquals(ProblemCode.NO_DATASET, e.code());
  }

  @Test
  void thePreviousVersionHoldsUntilTheNextIsBuilt() throws Exception {
    Key other = sales.account(2, ANNA, "Genf");
    sales.drainAndSync(anna);
    sales.publish(custom(cityIs("Bern")));
    sales.world.configured();

    anna.sync();
    assertEquals(Set.of(first, other), anna.held.keySet());

    sales.drainAndSync(anna);
    assertEquals(Set.of(first), anna.held.keySet());
  }

  @Test
  void aFirstProfileThatIsNotBuiltIsNotReady() {
    Sales fresh = new Sales();

    var e = assertThrows(ProblemException.class, () -> fresh.device(ANNA).sync());

    assertEquals(ProblemCode.NOT_READY, e.code());
  }

  @Test
  void anAttributeThatIsGoneStopsNobodyElse() throws Exception {
    sales.configure(() ->
        sales.publish(
            custom(
                new dev.haversack.contract.model.Condition(
                    "gone", dev.haversack.contract.model.Operator.NULL, null, null))));

    Device.Received delta = anna.sync();

    assertEquals(Set.of(first), delta.removals().keySet());
    sales.configure(() -> sales.publish(all(null)));
    anna.sync();
    assertEquals(Set.of(first), anna.held.keySet());
  }

  private static void assertRefused(Device device) {
    var e = assertThrows(ProblemException.class, device::sync);
    assertEquals(ProblemCode.DATASET_TOKEN_INVALID, e.code());
  }

  private long checkpoint() {
    return TestDatabase.number(
        "SELECT position FROM organization_checkpoint WHERE org_id = ?", sales.world.organization);
  }

  private long count(String from) {
    return TestDatabase.number("SELECT count(*) FROM " + from, sales.world.organization);
  }

  /** A database that goes away at every commit. */
  private static DataSource withoutCommit() {
    return (DataSource)
        Proxy.newProxyInstance(
            FaultsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (p, method, arguments) -> {
              Connection connection = TestDatabase.get().getConnection();
              return Proxy.newProxyInstance(
                  FaultsTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (q, of, values) -> {
                    if (of.getName().equals("commit")) {
                      throw new SQLException("gone", "08006");
                    }
                    return of.invoke(connection, values);
                  });
            });
  }
}
