package dev.haversack.replay.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import dev.haversack.testing.EventReader;
import dev.haversack.testing.EventReader.Received;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What becomes of a device's actions, as it happens. */
@QuarkusTest
class ReceiptEventsTest extends ReplayTest {

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();

  @Test
  void everyOutcomeIsToldInItsOrderWithTheProgress() throws Exception {
    device.upload(device.create("task", UUID.randomUUID(), Map.of("subject", "A")));
    try (EventReader events = read(null)) {
      Received progress = next(events, "progress");
      assertEquals(1, progress.data().get("counts").get("applied").asInt());
      assertEquals(1, progress.data().get("lastSequence").asInt());

      Action failed = device.update("account", account, 7, Map.of("name", "Mine"));
      Action held = device.update("account", account, 7, Map.of("name", "Mine too"));
      Action free = device.create("task", UUID.randomUUID(), Map.of("subject", "B"));
      dataset.fail(failed.id(), refusal());
      device.upload(failed, held, free);
      assertEquals(List.of("2 failed", "3 held", "4 applied"), receipts(events, 3));
      until(events, e -> e.data().path("counts").path("held").asInt() == 1);

      dataset.mend(failed.id());
      device.resolve(failed.id(), 1, true);
      List<String> later = new ArrayList<>();
      while (!later.contains("3 applied")) {
        later.addAll(receipts(events, 1));
      }
      assertTrue(later.contains("2 applied"), later.toString());
      until(events, e -> e.data().path("counts").path("applied").asInt() == 4);
    }
  }

  @Test
  void whoComesAgainMissesNothing() throws Exception {
    Action failed = device.update("account", account, 7, Map.of("name", "Mine"));
    Action held = device.update("account", account, 7, Map.of("name", "Mine too"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed, held);
    String last;
    try (EventReader events = read("0.0")) {
      assertEquals(List.of("1 failed", "2 held"), receipts(events, 2));
      last = next(events, "progress").id();
    }
    device.resolve(failed.id(), 1, false);
    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    device.upload(device.create("task", UUID.randomUUID(), Map.of("subject", "B")));
    try (EventReader events = read(last)) {
      assertEquals(List.of("1 discarded", "2 applied", "3 applied"), receipts(events, 3));
    }
  }

  @Test
  void aLongQueueIsToldPieceByPiece() throws Exception {
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    for (int i = 0; i < 2; i++) {
      device
          .upload(device.batch(device.creates(600)), "wait=0", Contract.requestAndAnswer())
          .then()
          .statusCode(202);
    }
    try (EventReader events = read("0.0")) {
      assertEquals(1200, next(events, "progress").data().get("counts").get("queued").asInt());
      dataset.recover();
      List<String> told = receipts(events, 1200);
      assertEquals("1 applied", told.getFirst());
      assertEquals("1200 applied", told.getLast());
      until(events, e -> e.data().path("counts").path("applied").asInt() == 1200);
    }
  }

  @Test
  void nobodyElseIsTold() throws Exception {
    device.upload(device.create("task", UUID.randomUUID(), Map.of("subject", "A")));
    String other = Tokens.user(device.organization(), UUID.randomUUID());
    try (EventReader events = new EventReader(path(), other, null)) {
      assertEquals(403, events.status());
    }
    String elsewhere = Tokens.user(UUID.randomUUID(), device.user());
    try (EventReader events = new EventReader(path(), elsewhere, null)) {
      assertEquals(404, events.status());
    }
    try (EventReader events = read("1")) {
      assertEquals(400, events.status());
    }
    try (EventReader events = read("999999.1")) {
      assertEquals(1, next(events, "progress").data().get("through").asInt());
    }
  }

  private EventReader read(String lastEventId) {
    return new EventReader(path(), Tokens.user(device.organization(), device.user()), lastEventId);
  }

  private String path() {
    return "/replay/v1/devices/" + device.id() + "/events";
  }

  private static List<String> receipts(EventReader events, int count) throws Exception {
    List<String> found = new ArrayList<>();
    while (found.size() < count) {
      Received receipt = next(events, "receipt");
      found.add(
          receipt.data().get("sequence").asText() + " " + receipt.data().get("state").asText());
    }
    return found;
  }

  private static Received next(EventReader events, String name) throws Exception {
    return until(events, e -> e.name().equals(name));
  }

  private static Received until(EventReader events, Predicate<Received> wanted) throws Exception {
    while (true) {
      Received event = events.next(10_000);
      if (event == null) {
        throw new AssertionError("Nothing came");
      }
      if (wanted.test(event)) {
        return event;
      }
    }
  }
}
