package dev.haversack.quickstart.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceTest {

  private static final UUID DEVICE = new UUID(0, 77);
  private static final UUID ALPINE = new UUID(0, 1);
  private static final String BATCHES = "/replay/v1/devices/" + DEVICE + "/batches";
  private static final Duration WAIT = Duration.ofSeconds(5);

  private FakeSuite suite;
  private Device device;

  @BeforeEach
  void start() throws IOException {
    suite = new FakeSuite();
    AtomicLong ids = new AtomicLong(1000);
    device =
        new Device(
            ApiClient.of(suite.urls(), Credentials.user("anna", "any")),
            DEVICE,
            () -> new UUID(0, ids.incrementAndGet()),
            Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
    willStream("/dataset/v1/snapshot", Streams.snapshot(1).put(ALPINE, 5, "Alpine"));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void theFirstSyncIsASnapshotAndTheNextADelta() {
    willStream("/dataset/v1/delta", Streams.delta(2).put(ALPINE, 8, "Alps"));

    assertEquals("snapshot", device.sync().kind());
    assertEquals("delta", device.sync().kind());

    assertTrue(suite.asked.getLast().path().endsWith("token=token-1"));
    assertEquals("Alps", device.record("account", ALPINE).text("name"));
    assertEquals("token-2", device.token().orElseThrow());
  }

  @Test
  void aTokenThatIsGoneLeadsToASnapshot() {
    suite.will(
        "/dataset/v1/delta",
        410,
        "{\"type\":\"t\",\"title\":\"t\",\"status\":410,\"code\":\"dataset-token-invalid\"}");
    willStream("/dataset/v1/snapshot", Streams.snapshot(9));
    device.sync();

    SyncReport report = device.sync();

    assertEquals("snapshot", report.kind());
    assertTrue(device.find("account", ALPINE).isEmpty());
  }

  /** However long it was away: what its user did meanwhile is still to be sent, as he did it. */
  @Test
  void aTokenThatIsGoneTakesNoUnsentWorkAlong() {
    suite.will(
        "/dataset/v1/delta",
        410,
        "{\"type\":\"t\",\"title\":\"t\",\"status\":410,\"code\":\"dataset-token-invalid\"}");
    willStream("/dataset/v1/snapshot", Streams.snapshot(9).put(ALPINE, 9, "Theirs"));
    device.sync();
    device.update("account", ALPINE, Json.object().put("name", "Mine"));
    UUID made = device.create("account", Json.object().put("name", "New"));

    assertEquals("snapshot", device.sync().kind());

    assertEquals("Theirs", device.synced("account").iterator().next().text("name"));
    assertEquals("Mine", device.record("account", ALPINE).text("name"));
    assertEquals("New", device.record("account", made).text("name"));
    List<UploadAction> actions = device.nextBatch().orElseThrow().actions();
    assertEquals(List.of(1L, 2L), actions.stream().map(UploadAction::sequence).toList());
    assertEquals(5L, actions.getFirst().baseVersion());
    assertEquals("Alpine", actions.getFirst().baseValues().path("name").asText());
  }

  @Test
  void aStreamThatBreaksOffChangesNothing() {
    suite.will(
        "/dataset/v1/delta",
        200,
        String.join("\n", Streams.delta(2).put(ALPINE, 8, "Alps").withoutEnd()));
    device.sync();

    assertThrows(BrokenStreamException.class, device::sync);

    assertEquals("Alpine", device.record("account", ALPINE).text("name"));
    assertEquals("token-1", device.token().orElseThrow());
  }

  @Test
  void offlineEditsShowAtOnceAndCarryWhatTheUserSaw() {
    device.snapshot();

    device.update("account", ALPINE, Json.object().put("name", "First"));
    device.update("account", ALPINE, Json.object().put("name", "Second").put("sector", "retail"));

    assertEquals("Second", device.record("account", ALPINE).text("name"));
    assertEquals("Alpine", device.synced("account").iterator().next().text("name"));
    List<UploadAction> actions = device.nextBatch().orElseThrow().actions();
    assertEquals(List.of(1L, 2L), actions.stream().map(UploadAction::sequence).toList());
    assertEquals(5L, actions.get(1).baseVersion());
    assertEquals("First", actions.get(1).baseValues().path("name").asText());
    assertTrue(actions.get(1).baseValues().path("sector").isNull());
    assertEquals(Instant.parse("2026-11-23T08:00:00Z"), actions.get(0).madeAt());
  }

  @Test
  void createdAndDeletedRecordsShowAtOnce() {
    device.snapshot();

    UUID made = device.create("account", Json.object().put("name", "New"));
    device.update("account", made, Json.object().putNull("name"));
    device.delete("account", ALPINE);

    assertFalse(device.record("account", made).attributes().has("name"));
    assertTrue(device.find("account", ALPINE).isEmpty());
    assertThrows(NoSuchElementException.class, () -> device.delete("account", ALPINE));
    UploadBatch batch = device.nextBatch().orElseThrow();
    assertEquals(null, batch.actions().get(1).baseVersion());
    assertEquals(5L, batch.actions().get(2).baseVersion());
  }

  @Test
  void aBatchWithoutAnAnswerIsSentAgainAsItWas() {
    device.snapshot();
    UUID action = device.update("account", ALPINE, Json.object().put("name", "Mine"));
    suite.will(BATCHES, 0, "").will(BATCHES, 200, receipt(action, "applied", 9L));

    assertThrows(UnreachableException.class, () -> device.upload(WAIT));
    device.update("account", ALPINE, Json.object().put("sector", "later"));
    suite.will(BATCHES, 200, receipt(new UUID(0, 1003), "queued", null));
    List<ActionOutcome> outcomes = device.upload(WAIT);

    List<JsonNode> sent =
        suite.asked.stream()
            .filter(asked -> asked.path().equals(BATCHES))
            .map(asked -> Json.read(asked.body(), JsonNode.class))
            .toList();
    assertEquals(3, sent.size());
    assertEquals(sent.get(0), sent.get(1));
    assertEquals(2, sent.get(2).path("actions").get(0).path("sequence").asInt());
    assertEquals(2, outcomes.size());
    assertEquals(0, device.unsent());
    assertEquals(List.of("wait=5"), suite.asked.getLast().headers().get("Prefer"));
  }

  @Test
  void anAppliedEditShowsUntilTheRecordComesBackWithIt() {
    device.snapshot();
    UUID action = device.update("account", ALPINE, Json.object().put("name", "Mine"));
    suite.will(BATCHES, 200, receipt(action, "applied", 9L));
    willStream("/dataset/v1/delta", Streams.delta(2).put(ALPINE, 8, "Before mine"));
    willStream("/dataset/v1/delta", Streams.delta(3).put(ALPINE, 11, "After mine"));

    device.upload(WAIT);
    device.sync();
    assertEquals("Mine", device.record("account", ALPINE).text("name"));

    device.sync();
    assertEquals("After mine", device.record("account", ALPINE).text("name"));
  }

  @Test
  void aFailedEditStaysAndADiscardedOneGoes() {
    device.snapshot();
    UUID action = device.update("account", ALPINE, Json.object().put("name", "Mine"));
    suite.will(BATCHES, 200, receipt(action, "failed", null));
    suite.will(
        "/replay/v1/devices/" + DEVICE + "/actions",
        200,
        "{\"actions\":[" + outcome(action, "discarded", null) + "]}");

    device.upload(WAIT);
    assertEquals("Mine", device.record("account", ALPINE).text("name"));
    assertTrue(device.hasOpenActions());

    device.refreshOutcomes();
    assertEquals("Alpine", device.record("account", ALPINE).text("name"));
    assertFalse(device.hasOpenActions());
    assertEquals(ActionState.DISCARDED, device.outcome(action).orElseThrow().state());
  }

  @Test
  void aLargeQueueGoesInBatchesOfAThousand() {
    for (int i = 0; i < 1001; i++) {
      device.create("account", Json.object().put("name", "n" + i));
    }
    UploadBatch first = device.nextBatch().orElseThrow();

    assertEquals(1000, first.actions().size());
    assertEquals(first, device.nextBatch().orElseThrow());
    assertEquals(1001, device.unsent());
  }

  private void willStream(String path, Streams stream) {
    suite.will(path, 200, String.join("\n", stream.lines()) + "\n");
  }

  private static String receipt(UUID action, String state, Long version) {
    return """
    {"batchId":"%s","deviceId":"%s","state":"settled",
     "counts":{"queued":0,"held":0,"applied":1,"merged":0,"failed":0,"discarded":0},
     "actions":[%s]}\
    """
        .formatted(new UUID(0, 5), DEVICE, outcome(action, state, version));
  }

  private static String outcome(UUID action, String state, Long version) {
    return """
    {"actionId":"%s","sequence":1,"entity":"account","recordId":"%s","operation":"update",
     "state":"%s","attempt":1%s}\
    """
        .formatted(action, ALPINE, state, version == null ? "" : ",\"version\":" + version);
  }
}
