package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static dev.haversack.dataset.sync.Sales.READER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.dataset.sync.World.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users follow or work on: sections 2.2 and 11.2 of the facts. */
class HeldTest {

  private Sales sales;
  private Device anna;
  private Key inBern;
  private Key inBasel;

  @BeforeEach
  void annaTakesBern() throws Exception {
    sales = new Sales();
    sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION));
    sales.publish(Sales.bern(true));
    sales.world.configured();
    inBern = sales.account(1, MOSES, "Bern");
    inBasel = sales.account(2, MOSES, "Basel");
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
  }

  @Test
  void followedRecordComesAndUnfollowedOneGoes() throws Exception {
    sales.world.follow(inBasel, ANNA, true);
    assertEquals(1, sales.drainAndSync(anna).puts().size());
    assertEquals(Set.of(inBern, inBasel), anna.held.keySet());

    sales.world.follow(inBasel, ANNA, false);
    assertEquals(Map.of(inBasel, "unfollowed"), sales.drainAndSync(anna).removals());
  }

  @Test
  void whatSomebodyElseFollowsIsNothingToMe() throws Exception {
    sales.world.follow(inBasel, MOSES, true);

    sales.drainAndSync(anna);

    assertEquals(Set.of(inBern), anna.held.keySet());
  }

  @Test
  void followingGivesNoRightToRead() throws Exception {
    sales.world.follow(inBasel, ANNA, true);
    sales.drainAndSync(anna);
    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.USER)));
    assertEquals(
        Map.of(inBern, "security", inBasel, "security"), sales.drainAndSync(anna).removals());

    sales.world.share(inBasel, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(inBasel), anna.held.keySet());

    sales.world.unshare(inBasel, ANNA);
    assertEquals(Map.of(inBasel, "security"), sales.drainAndSync(anna).removals());
  }

  @Test
  void itemSaysWhetherItsRecordsMayBeFollowed() throws Exception {
    sales.world.follow(inBasel, ANNA, true);
    sales.drainAndSync(anna);

    sales.configure(() -> sales.publish(Sales.bern(false)));

    assertEquals(Map.of(inBasel, "profile"), sales.drainAndSync(anna).removals());
  }

  @Test
  void entityWithoutOrganizationFilterYieldsNothingByAnyRoad() throws Exception {
    sales.world.follow(inBasel, ANNA, true);
    sales.world.pin(inBern, ANNA, true);
    sales.drainAndSync(anna);

    sales.configure(() -> sales.world.enable("account", new OfflineSettings(true, null, null)));
    sales.drainAndSync(anna);

    assertEquals(Set.of(), anna.held.keySet());
  }

  @Test
  void recordWithUnsettledActionsStaysUntilTheyAreSettled() throws Exception {
    sales.world.pin(inBern, ANNA, true);
    sales.account(1, MOSES, "Genf");
    sales.drainAndSync(anna);
    assertEquals(Set.of(inBern), anna.held.keySet());

    sales.world.pin(inBern, ANNA, false);
    assertEquals(Map.of(inBern, "filter"), sales.drainAndSync(anna).removals());
  }

  @Test
  void followedRecordThatTheFilterTakesAnywayIsNotSentAgain() throws Exception {
    sales.world.follow(inBern, ANNA, true);
    assertEquals(List.of(), sales.drainAndSync(anna).puts());

    sales.world.follow(inBern, ANNA, false);
    assertEquals(Map.of(), sales.drainAndSync(anna).removals());
  }
}
