package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.sync.World.Key;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log that deltas find changes by: short, and put together without a device noticing. */
class ChangeLogTest {

  /** More than the slicer lets pass between two times of cleaning up. */
  private static final Duration UNTIL_CLEANED = Duration.ofHours(7);

  private static final String ENTRIES =
      "SELECT count(*) FROM slice_change, unnest(record_ids) i WHERE org_id = ? AND i = ? AND NOT moved";
  private static final String SLICES =
      "SELECT count(*) FROM slice_row WHERE org_id = ? AND record_id = ? AND present";
  private static final String LOGGED = "SELECT count(*) FROM slice_change WHERE org_id = ?";

  private Sales sales;
  private Key busy;
  private int writes;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    sales.publish(custom(cityIs("Bern")));
    busy = sales.account(1, ANNA, "Bern");
    sales.drain();
  }

  @Test
  void aNewSliceIsNotLogged() {
    assertEquals(0, TestDatabase.number(LOGGED, sales.world.organization));
  }

  @Test
  void manyRecordsOfOneKeyTakeFewRows() throws Exception {
    for (int i = 0; i < 250; i++) {
      sales.account(100 + i, ANNA, "Bern");
    }
    sales.drain();

    long slices = number(SLICES, busy);
    assertEquals(3 * slices, TestDatabase.number(LOGGED, sales.world.organization));
  }

  @Test
  void whatIsWrittenAgainAndAgainIsKeptOnce() throws Exception {
    writeOften();
    long slices = number(SLICES, busy);
    assertEquals(10 * slices, number(ENTRIES, busy));

    cleanUp();
    assertEquals(10 * slices, number(ENTRIES, busy), "what is new stays as it is");
    cleanUp();

    assertEquals(slices, number(ENTRIES, busy));
  }

  @Test
  void whatIsWrittenLaterIsNotKeptTwice() throws Exception {
    writeOften();
    cleanUp();
    write();
    cleanUp();

    assertEquals(number(SLICES, busy), number(ENTRIES, busy));
  }

  @Test
  void devicesFromBeforeAndFromAmongWhatWasPutTogetherMissNothing() throws Exception {
    Key leaving = sales.account(2, ANNA, "Bern");
    Key back = sales.account(3, ANNA, "Bern");
    Device before = sales.device(ANNA);
    sales.drainAndSync(before);
    writeOften();
    sales.world.write(back, ANNA, Sales.values(3, "Genf"));
    sales.drain();
    Device among = sales.device(ANNA);
    among.sync();
    writeOften();
    sales.world.write(leaving, ANNA, Sales.values(2, "Genf"));
    sales.world.write(back, ANNA, Sales.values(3, "Bern"));
    sales.drain();
    cleanUp();
    write();
    cleanUp();

    Device fresh = sales.device(ANNA);
    fresh.sync();
    for (Device device : List.of(before, among)) {
      Device.Received delta = device.sync();
      assertEquals(fresh.held, device.held);
      assertFalse(device.held.containsKey(leaving));
      assertTrue(device.held.containsKey(back));
      assertTrue(delta.puts().stream().anyMatch(put -> put.key().equals(busy)));
    }
  }

  private void writeOften() throws Exception {
    for (int i = 0; i < 10; i++) {
      write();
    }
  }

  private void write() throws Exception {
    sales.world.write(busy, ANNA, Sales.values(10_000 + writes++, "Bern"));
    sales.drain();
  }

  private void cleanUp() throws Exception {
    sales.now = sales.now.plus(UNTIL_CLEANED);
    sales.account(20_000 + writes++, ANNA, "Chur");
    sales.drain();
  }

  private long number(String sql, Key key) {
    return TestDatabase.number(sql, sales.world.organization, key.id());
  }
}
