package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.PROFILE;
import static dev.haversack.dataset.sync.Sales.all;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.FailedItem;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An item that cannot be evaluated: the others go on, and it comes back when it works again. */
class SetAsideTest {

  private static final UUID OTHER_PROFILE = new UUID(5, 2);

  /** The slice of those in Bern; a second profile takes all accounts. */
  private static final String BERN =
      "org_id = ? AND state = 'active' AND definition::text LIKE '%Bern%'";

  private Sales sales;
  private Device anna;
  private Device moses;
  private Key bern;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    sales.publish(custom(cityIs("Bern")));
    sales.world.assignments.put(PROFILE, new ProfileAssignments(List.of(ANNA), List.of()));
    sales.world.publish(OTHER_PROFILE, List.of(all(null)));
    sales.world.assignments.put(
        OTHER_PROFILE, new ProfileAssignments(List.of(Sales.MOSES), List.of()));
    sales.world.configured();
    bern = sales.account(1, ANNA, "Bern");
    anna = sales.device(ANNA);
    moses = sales.device(Sales.MOSES);
    sales.drainAndSync(anna);
    moses.sync();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"filter\": \"Bern\"} | cannot be used", "{\"types\": {}} | cannot be used"})
  void theOthersGoOn(String corruption, String reason) throws Exception {
    TestDatabase.execute(
        "UPDATE slice SET definition = definition || '" + corruption + "' WHERE " + BERN,
        sales.world.organization);
    Key second = sales.account(2, Sales.MOSES, "Bern");

    Device.Received delta = sales.drainAndSync(moses);

    assertEquals(List.of(second), delta.puts().stream().map(Device.Put::key).toList());
    assertTrue(failures().getFirst().reason().contains(reason), failures()::toString);
    assertEquals(SlicerEngine.Outcome.IDLE, sales.slicer.run(sales.world.organization));
  }

  /** Here the definition is good, and the database refuses what the slice yields. */
  @Test
  void theOthersGoOnWhenTheDatabaseRefusesIt() throws Exception {
    long slice =
        TestDatabase.number(
            "SELECT slice_id FROM slice WHERE definition @> '{\"shared\": false}' AND " + BERN,
            sales.world.organization);
    TestDatabase.execute(
        "ALTER TABLE slice_row ADD CONSTRAINT broken CHECK (slice_id <> " + slice + ") NOT VALID");
    try {
      Key second = sales.account(2, Sales.MOSES, "Bern");

      Device.Received delta = sales.drainAndSync(moses);

      assertEquals(List.of(second), delta.puts().stream().map(Device.Put::key).toList());
      assertTrue(failures().getFirst().reason().contains("SQLSTATE 23514"), failures()::toString);
    } finally {
      TestDatabase.execute("ALTER TABLE slice_row DROP CONSTRAINT broken");
    }
  }

  @Test
  void itIsTriedAgainAndThenBringsWhatItMissed() throws Exception {
    breakIt();
    Key missed = sales.account(2, ANNA, "Bern");
    sales.account(1, ANNA, "Genf");
    sales.drainAndSync(anna);
    assertEquals(Set.of(bern), anna.held.keySet());
    mend();
    sales.drainAndSync(anna);
    assertEquals(Set.of(bern), anna.held.keySet());

    sales.now = sales.now.plus(Duration.ofMinutes(1));

    assertTrue(sales.slicer.pending().contains(sales.world.organization));
    sales.drainAndSync(anna);
    assertEquals(Set.of(missed), anna.held.keySet());
    assertEquals(List.of(), failures());
  }

  @Test
  void administratorsSeeIt() throws Exception {
    breakIt();
    sales.account(2, ANNA, "Bern");
    sales.drain();

    FailedItem failed = failures().getFirst();

    assertEquals("account", failed.entity());
    assertEquals(List.of(PROFILE), failed.profileIds());
    assertEquals(1, failed.tries());
    assertEquals(sales.now, failed.since());
    assertEquals(sales.now.plus(Duration.ofMinutes(1)), failed.nextTryAt());
  }

  @Test
  void thePauseGrowsWithEachTryInVain() throws Exception {
    breakIt();
    sales.account(2, ANNA, "Bern");
    sales.drain();
    sales.now = sales.now.plus(Duration.ofMinutes(1));

    sales.drain();

    assertEquals(2, failures().getFirst().tries());
    assertEquals(sales.now.plus(Duration.ofMinutes(2)), failures().getFirst().nextTryAt());
  }

  private List<FailedItem> failures() {
    return new StatusReader(TestDatabase.get()).read(sales.world.organization, true).failedItems();
  }

  private void breakIt() {
    TestDatabase.execute(
        "UPDATE slice SET definition = definition || '{\"entity\": 7, \"was\": \"Bern\", \"types\": 1}' WHERE "
            + BERN,
        sales.world.organization);
  }

  private void mend() {
    TestDatabase.execute(
        """
        UPDATE slice SET definition = (definition - 'was') || '{"entity": "account", "types": {"city": "string", "statecode": "state"}}'
        WHERE\s\
        """
            + BERN,
        sales.world.organization);
  }
}
