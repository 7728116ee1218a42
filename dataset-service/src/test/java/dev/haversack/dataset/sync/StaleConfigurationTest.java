package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModel;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stream is of the configuration that its transaction sees, not of one from the cache. */
class StaleConfigurationTest {

  private final Sales sales = new Sales();
  private final List<Long> asked = new ArrayList<>();
  private final OrganizationModel cached;

  StaleConfigurationTest() throws Exception {
    sales.account(1, ANNA, "Bern");
    sales.drain();
    cached = sales.world.model();
  }

  @Test
  void whatIsKnownServesWhileItIsTheNewest() throws Exception {
    Device device = deviceWithACache();

    assertEquals(1, device.sync().puts().size());

    assertEquals(List.of(0L), asked);
  }

  @Test
  void whatWasTakenAwayIsNotSentThoughTheCacheStillAllowsIt() throws Exception {
    sales.world.users.put(ANNA, Sales.user(ANNA, List.of()));
    sales.world.configured();
    Device device = deviceWithACache();

    Device.Received received = device.sync();

    assertEquals(List.of(), received.puts());
    assertEquals(Map.of(), received.removals());
    assertEquals(List.of(0L, sales.world.model().revision()), asked);
  }

  private Device deviceWithACache() {
    SyncEngine engine =
        new SyncEngine(
            TestDatabase.get(),
            new ObjectMapper().findAndRegisterModules(),
            (id, revision) -> {
              asked.add(revision);
              return cached.revision() < revision ? sales.world.model() : cached;
            },
            Clock.fixed(Sales.START, ZoneOffset.UTC),
            "k".repeat(32));
    return new Device(engine, sales.world.organization, ANNA);
  }
}
