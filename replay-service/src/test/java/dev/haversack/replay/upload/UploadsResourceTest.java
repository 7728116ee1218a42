package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset.Fault;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadsResourceTest extends ReplayTest {

  private final TestDevice device = new TestDevice();

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
  void aGapIsRefusedAndNamesTheExpectedNumber() {
    List<Action> actions = device.creates(5);
    refused(device.batch(actions.subList(1, 5)), 409, "sequence-gap")
        .body("detail", containsString("is 1."));
    upload(device.batch(actions.subList(0, 2)), "wait=10").statusCode(200);

    refused(device.batch(actions.subList(3, 5)), 409, "sequence-gap")
        .body("detail", containsString("is 3."));
    refused(device.batch(List.of(actions.get(2), actions.get(4))), 409, "sequence-gap")
        .body("detail", containsString("is 4."));

    device.get("").then().body("lastSequence", equalTo(2));
  }

  @Test
  void aNumberOrIdOrBatchIdUsedForSomethingElseIsRefused() {
    List<Action> actions = device.creates(2);
    var batch = device.batch(actions.subList(0, 1));
    upload(batch, "wait=10").statusCode(200);
    Action first = actions.getFirst();

    refused(
            device.batch(List.of(first.with("actionId", UUID.randomUUID()), actions.get(1))),
            409,
            "sequence-reused")
        .body("errors.field", contains("actions[0].sequence"));
    refused(
            device.batch(List.of(first.with("recordId", UUID.randomUUID()))),
            409,
            "action-id-reused")
        .body("errors.field", contains("actions[0].actionId"));
    refused(
        device.batch(List.of(actions.get(1).with("actionId", first.id()))),
        409,
        "action-id-reused");
    Map<String, Object> other = device.batch(actions);
    other.put("batchId", batch.get("batchId"));
    refused(other, 409, "batch-id-reused");

    device.get("").then().body("lastSequence", equalTo(1));
  }

  @Test
  void anActionIdOfAnotherDeviceOfTheOrganizationIsRefused() {
    TestDevice other = new TestDevice(device.organization(), device.user());
    Action taken = other.creates(1).getFirst();
    other.upload(taken);

    refused(
        device.batch(List.of(device.creates(1).getFirst().with("actionId", taken.id()))),
        409,
        "action-id-reused");
  }

  @Test
  void allFindingsAboutShapesComeAtOnce() {
    UUID record = UUID.randomUUID();
    Action noAttributes = device.create("account", record, Map.of());
    noAttributes.remove("attributes");
    Action emptyUpdate = device.update("account", record, 1, Map.of());
    Action fullDelete = device.delete("account", record, 1).with("attributes", Map.of("name", "x"));
    Action nul = device.create("account", record, Map.of("name", "a\u0000b"));
    Action twice = device.delete("account", record, 1).with("actionId", nul.id());
    Action backwards = device.delete("account", record, 1).with("sequence", 2);

    refused(
            device.batch(List.of(noAttributes, emptyUpdate, fullDelete, nul, twice, backwards)),
            422,
            "validation-failed")
        .body(
            "errors.field",
            contains(
                "actions[0].attributes",
                "actions[1].attributes",
                "actions[2].attributes",
                "actions[3].attributes",
                "actions[4].actionId",
                "actions[5].sequence"));
    unknownDevice();
  }

  @Test
  void missingAndMalformedValuesAreRefusedWithTheirPlaces() {
    Action action =
        device.creates(1).getFirst().with("sequence", 0).with("entity", "Not An Entity");
    action.remove("recordId");
    refused(device.batch(List.of(action)), 400, "invalid-request")
        .body(
            "errors.field",
            hasItems("actions[0].entity", "actions[0].recordId", "actions[0].sequence"));

    Action good = device.creates(1).getFirst();
    refused(device.batch(List.of()), 400, "invalid-request");
    refused(device.batch(List.of(good.with("actionId", "x"))), 400, "malformed-json");
    refused(device.batch(List.of(good.with("operation", "follow"))), 400, "malformed-json");
    refused(device.batch(List.of(good.with("attributes", "text"))), 400, "malformed-json");
    refused(device.batch(List.of(good.with("unknown", 1))), 400, "malformed-json");
    upload(device.batch(List.of(good)), "wait=soon").statusCode(400);
    unknownDevice();
  }

  @Test
  void truncatedAndOversizedUploadsStoreNothing() {
    refused(
        "{\"batchId\":\"" + UUID.randomUUID() + "\",\"actions\":[{\"actionId\":",
        400,
        "malformed-json");
    refused("", 400, null);
    refused(device.batch(device.creates(1001)), 400, "invalid-request");
    TestDevice large = new TestDevice();
    Action big =
        large.create("annotation", UUID.randomUUID(), Map.of("text", "x".repeat(2_100_000)));
    large
        .upload(large.batch(List.of(big)), null, Contract.answer())
        .then()
        .statusCode(413)
        .body("code", equalTo("too-large"));
    unknownDevice();
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    String text = "x".repeat(1_900_000);
    List<Action> actions =
        IntStream.range(0, 6)
            .mapToObj(i -> device.create("annotation", UUID.randomUUID(), Map.of("text", text)))
            .toList();

    refused(device.batch(actions), 413, "too-large");

    unknownDevice();
  }

  @Test
  void aDeviceBelongsToItsFirstUser() {
    device.upload(device.creates(1).getFirst());
    String colleague = Tokens.user(device.organization(), UUID.randomUUID());
    String stranger = Tokens.user(UUID.randomUUID(), UUID.randomUUID());
    var batch = device.batch(device.creates(1));

    for (var who : Map.of(colleague, 403, stranger, 404).entrySet()) {
      String path = "/replay/v1/devices/" + device.id();
      TestDevice.as(who.getKey())
          .filter(Contract.requestAndAnswer())
          .contentType("application/json")
          .body(batch)
          .post(path + "/batches")
          .then()
          .statusCode(who.getValue());
      for (String rest : List.of("", "/actions", "/batches/" + batch.get("batchId"))) {
        TestDevice.as(who.getKey())
            .filter(Contract.requestAndAnswer())
            .get(path + rest)
            .then()
            .statusCode(who.getValue());
      }
    }
    device.get("").then().body("lastSequence", equalTo(1));
  }

  @Test
  void withoutTheRightTokenNothingIsAnswered() {
    RestAssured.given()
        .filter(Contract.answer())
        .get("/replay/v1/devices/{id}", device.id())
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
    TestDevice.as(Tokens.service())
        .filter(Contract.answer())
        .header("Haversack-Organization", device.organization())
        .get("/replay/v1/devices/{id}", device.id())
        .then()
        .statusCode(403);
    TestDevice.as(token())
        .filter(Contract.answer())
        .get("/replay/v1/devices/no-uuid")
        .then()
        .statusCode(404);
  }

  @Test
  void listsActionsByStateAndInPages() {
    List<Action> actions = device.creates(5);
    dataset.fail(actions.get(1).id(), refusal());
    device.upload(actions.toArray(Action[]::new));

    device
        .get("/actions?limit=2")
        .then()
        .body("actions.sequence", contains(1, 2))
        .body("nextAfterSequence", equalTo(2));
    device
        .get("/actions?afterSequence=3&limit=2")
        .then()
        .body("actions.sequence", contains(4, 5))
        .body("nextAfterSequence", nullValue());
    device.get("/actions?state=failed").then().body("actions.sequence", contains(2));
    device.get("/actions?state=held").then().body("actions", hasSize(0));
    device.get("").then().body("counts.applied", equalTo(4)).body("counts.failed", equalTo(1));
    for (String bad : List.of("state=lost", "limit=0", "limit=1001", "afterSequence=-1")) {
      TestDevice.as(token())
          .filter(Contract.answer())
          .get("/replay/v1/devices/" + device.id() + "/actions?" + bad)
          .then()
          .statusCode(400);
    }
  }

  @Test
  void anUnknownBatchIsNotFound() {
    device.upload(device.creates(1).getFirst());

    device.get("/batches/" + UUID.randomUUID()).then().statusCode(404);
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

  private ValidatableResponse upload(Object body, String prefer) {
    return device
        .upload(
            body,
            prefer,
            "wait=soon".equals(prefer) ? Contract.answer() : Contract.requestAndAnswer())
        .then();
  }

  private ValidatableResponse refused(Object body, int status, String code) {
    ValidatableResponse answer =
        device.upload(body, null, Contract.answer()).then().statusCode(status);
    return code == null ? answer : answer.body("code", equalTo(code));
  }

  private void unknownDevice() {
    device.get("").then().statusCode(404);
  }

  private String token() {
    return Tokens.user(device.organization(), device.user());
  }
}
