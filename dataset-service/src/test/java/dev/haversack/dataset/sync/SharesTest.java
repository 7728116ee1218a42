package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static dev.haversack.dataset.sync.Sales.READER;
import static dev.haversack.dataset.sync.Sales.TEAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.Depth;
import dev.haversack.dataset.sync.World.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shares move datasets, though no record changes. Anna reads what she owns. */
class SharesTest {

  private Sales sales;
  private Device anna;
  private Key own;
  private Key ofMoses;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    own = sales.account(1, ANNA, "Bern");
    ofMoses = sales.account(2, MOSES, "Bern");
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
  }

  @Test
  void aShareBringsTheRecordAndItsEndTakesIt() throws Exception {
    sales.world.share(ofMoses, ANNA);
    assertEquals(List.of(ofMoses), keys(sales.drainAndSync(anna)));

    sales.world.unshare(ofMoses, ANNA);
    assertEquals(Map.of(ofMoses, "security"), sales.drainAndSync(anna).removals());
  }

  /** The slicer never sees the moment, but the snapshot did. */
  @Test
  void recordThatWasNotSharedForAMomentIsMissedByNobody() throws Exception {
    sales.world.share(ofMoses, ANNA);
    sales.drain();
    sales.world.unshare(ofMoses, ANNA);
    Device late = sales.device(ANNA);
    late.sync();
    assertEquals(Set.of(own), late.held.keySet());

    sales.world.share(ofMoses, ANNA);
    sales.drainAndSync(late);
    assertEquals(Set.of(own, ofMoses), late.held.keySet());
  }

  @Test
  void joiningATeamBringsWhatIsSharedWithIt() throws Exception {
    sales.world.share(ofMoses, TEAM);
    assertEquals(List.of(), sales.drainAndSync(anna).puts());

    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of(ANNA))));
    assertEquals(List.of(ofMoses), keys(anna.sync()));

    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of())));
    assertEquals(Map.of(ofMoses, "security"), anna.sync().removals());
  }

  @Test
  void whatIsSharedTwiceComesOnce() throws Exception {
    sales.configure(() -> sales.world.teams.put(TEAM, Sales.team(List.of(ANNA))));
    sales.world.share(ofMoses, ANNA);
    sales.world.share(ofMoses, TEAM);

    assertEquals(List.of(ofMoses), keys(sales.drainAndSync(anna)));
    assertEquals(List.of(ofMoses, own), sorted(sales.device(ANNA)));
    sales.world.unshare(ofMoses, TEAM);
    assertEquals(Map.of(), sales.drainAndSync(anna).removals());
  }

  @Test
  void aChangeOfASharedRecordComesToo() throws Exception {
    sales.world.share(ofMoses, ANNA);
    sales.drainAndSync(anna);

    sales.account(2, MOSES, "Genf");

    assertEquals(List.of(ofMoses), keys(sales.drainAndSync(anna)));
  }

  @Test
  void aWiderRoleSendsNothingAgain() throws Exception {
    sales.world.share(ofMoses, ANNA);
    sales.drainAndSync(anna);

    sales.configure(() -> sales.world.roles.put(READER, Sales.role(Depth.ORGANIZATION)));

    Device.Received delta = anna.sync();
    assertEquals(List.of(), delta.puts());
    assertEquals(Map.of(), delta.removals());
  }

  @Test
  void aShareThatIsTakenBackIsNotReadEvenWhileItsSliceLags() throws Exception {
    sales.world.share(ofMoses, ANNA);
    sales.drain();
    sales.world.unshare(ofMoses, ANNA);

    Device fresh = sales.device(ANNA);
    fresh.sync();

    assertEquals(Set.of(own), fresh.held.keySet());
    assertTrue(anna.held.containsKey(own));
  }

  private static List<Key> keys(Device.Received received) {
    return received.puts().stream().map(Device.Put::key).toList();
  }

  private static List<Key> sorted(Device device) throws Exception {
    device.sync();
    return device.held.keySet().stream()
        .sorted(java.util.Comparator.comparing((Key key) -> key.id()).reversed())
        .toList();
  }
}
