package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.haversack.dataset.sync.Oracle.Held;
import dev.haversack.dataset.sync.World.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Batches that are large enough to be done another way come out as the definition says. */
class LargeBatchOutcomeTest {

  /** More than what counts as few, less than what a batch takes. */
  private static final int RECORDS = 700;

  private final Random random = new Random(20261128);

  @Test
  void writesSharesPinsAndDeletesOfManyAtOnce() throws Exception {
    Sales sales = new Sales();
    sales.configure(() -> sales.publish(Sales.custom(Sales.cityIs("Bern"))));
    List<Device> devices = List.of(sales.device(ANNA), sales.device(MOSES));
    List<Key> keys = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < RECORDS; i++) {
        change(sales, new Key("account", new UUID(9, i)), keys);
      }
      sales.drain();
      for (Device device : devices) {
        Device.Received received = device.sync();
        Map<Key, Held> expected = new Oracle(sales.world, device.user).dataset();
        assertEquals(expected, device.held, "round " + round);
        Device fresh = sales.device(device.user);
        fresh.sync();
        assertEquals(expected, fresh.held);
        received.puts().forEach(put -> assertNotEquals(put.before(), put.now(), "Sent again"));
      }
    }
  }

  private void change(Sales sales, Key key, List<Key> keys) {
    if (keys.contains(key) && random.nextInt(10) == 0) {
      keys.remove(key);
      sales.world.delete(key);
      return;
    }
    UUID owner = random.nextBoolean() ? ANNA : MOSES;
    String city = random.nextInt(3) == 0 ? "Genf" : "Bern";
    sales.world.write(key, owner, Sales.values((int) key.id().getLeastSignificantBits(), city));
    if (!keys.contains(key)) {
      keys.add(key);
    }
    switch (random.nextInt(12)) {
      case 0 -> sales.world.share(key, ANNA);
      case 1 -> sales.world.pin(key, MOSES, random.nextBoolean());
      default -> {}
    }
  }
}
