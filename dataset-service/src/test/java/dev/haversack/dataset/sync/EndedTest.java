package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static dev.haversack.dataset.sync.Sales.READER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.dataset.sync.World.Key;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user loses all that he has of an entity, and each record is taken away for its reason. */
class EndedTest {

  private Sales sales;
  private Device anna;
  private Key taken;
  private Key deleted;
  private Key movedOn;
  private Key followed;
  private Key unfollowed;

  @BeforeEach
  void annaTakesBernAndFollowsBasel() throws Exception {
    sales = new Sales();
    sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION));
    sales.publish(Sales.bern(true));
    sales.world.configured();
    taken = sales.account(1, MOSES, "Bern");
    deleted = sales.account(2, MOSES, "Bern");
    movedOn = sales.account(3, MOSES, "Bern");
    followed = sales.account(4, MOSES, "Basel");
    unfollowed = sales.account(5, MOSES, "Basel");
    sales.world.follow(followed, ANNA, true);
    sales.world.follow(unfollowed, ANNA, true);
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
    assertEquals(5, anna.held.size());

    sales.world.delete(deleted);
    sales.account(3, MOSES, "Genf");
    sales.world.follow(unfollowed, ANNA, false);
  }

  @Test
  void withTheProfile() throws Exception {
    sales.configure(() -> sales.publish(ofMyTeams()));

    assertEquals(
        Map.of(
            taken, "profile",
            deleted, "deleted",
            movedOn, "filter",
            followed, "profile",
            unfollowed, "unfollowed"),
        sales.drainAndSync(anna).removals());
    assertEquals(Map.of(), anna.sync().removals());
  }

  @Test
  void withTheRight() throws Exception {
    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.USER)));

    assertEquals(
        Map.of(
            taken, "security",
            deleted, "deleted",
            movedOn, "security",
            followed, "security",
            unfollowed, "security"),
        sales.drainAndSync(anna).removals());
  }

  private static ProfileItem ofMyTeams() {
    return new ProfileItem("account", Distribution.ORGANIZATION, false, true, false, null, null);
  }
}
