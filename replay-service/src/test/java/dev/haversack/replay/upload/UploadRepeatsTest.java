package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.replay.testing.StubDataset.Fault;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What comes again, and what continues. */
@QuarkusTest
class UploadRepeatsTest extends UploadFixture {

  @Test
  void acceptsAtOnceAndTellsLater() {
    dataset.pause(200);
    var batch = device.batch(device.creates(2));

    upload(batch, null)
        .statusCode(202)
        .body("state", equalTo("processing"))
        .body("actions.attempt", contains(1, 1));

    TestDevice.as(token())
        .filter(Contract.requestAndAnswer())
        .header("Prefer", "wait=10")
        .get("/replay/v1/devices/{d}/batches/{b}", device.id(), batch.get("batchId"))
        .then()
        .statusCode(200)
        .body("state", equalTo("settled"))
        .body("counts.applied", equalTo(2));
  }

  @Test
  void theSameBatchAgainChangesNothing() {
    var batch = device.batch(device.creates(3));
    upload(batch, "wait=10").statusCode(200);

    upload(batch, null).statusCode(200).body("counts.applied", equalTo(3));

    assertEquals(3, dataset.effects().size());
    device.get("").then().body("lastSequence", equalTo(3)).body("nextSequence", equalTo(4));
  }

  @Test
  void theSameBatchIsKnownAgainWhateverTheOrderOfItsAttributesAndItsInformativeTime() {
    Action action = device.create("account", UUID.randomUUID(), Map.of());
    Map<String, Object> once = new java.util.LinkedHashMap<>(Map.of("a", 1));
    once.put("b", 2.5);
    Map<String, Object> again = new java.util.LinkedHashMap<>(Map.of("b", 2.5));
    again.put("a", 1);
    var batch = device.batch(List.of(action.with("attributes", once)));
    upload(batch, "wait=10").statusCode(200);

    batch.put(
        "actions",
        List.of(action.with("attributes", again).with("madeAt", "2026-01-01T00:00:00Z")));

    upload(batch, null).statusCode(200);
    assertEquals(1, dataset.effects().size());
  }

  @Test
  void aBatchThatOverlapsAddsOnlyWhatIsNew() {
    List<Action> actions = device.creates(5);
    upload(device.batch(actions.subList(0, 3)), "wait=10").statusCode(200);

    upload(device.batch(actions.subList(1, 5)), "wait=10")
        .statusCode(200)
        .body("actions.sequence", contains(2, 3, 4, 5));

    assertEquals(actions.stream().map(Action::id).toList(), dataset.effectIds());
    upload(device.batch(actions), null).statusCode(200).body("counts.applied", equalTo(5));
  }

  @Test
  void theSameUploadManyTimesAtOnceIsOneUpload() throws Exception {
    var batch = device.batch(device.creates(50));
    List<Callable<Integer>> uploads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      uploads.add(() -> device.upload(batch, "wait=10", Contract.requestAndAnswer()).statusCode());
    }

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : executor.invokeAll(uploads)) {
        assertEquals(200, status.get());
      }
    }

    assertEquals(50, dataset.effects().size());
  }

  @Test
  void actionsAreSafeOnceTheAnswerIsOutThoughDatasetServiceIsDown() {
    dataset.fault(Fault.DOWN, Integer.MAX_VALUE);

    upload(device.batch(device.creates(4)), null).statusCode(202);
    upload(device.batch(device.creates(4)), null).statusCode(202);

    device.get("").then().body("counts.queued", equalTo(8)).body("lastSequence", equalTo(8));
    dataset.recover();
    eventually(device::isQuiet);
    assertTrue(dataset.effects().size() == 8);
  }
}
