package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a device is told of its queue, and who is told. */
@QuarkusTest
class DeviceQueriesTest extends UploadFixture {

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
  void whatTheContractDoesNotKnowIsRefused() {
    device.upload(device.creates(1).getFirst());
    TestDevice.as(token())
        .filter(Contract.answer())
        .get("/replay/v1/devices/{id}/actions?states=failed", device.id())
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", contains("states"));
    TestDevice.as(token())
        .filter(Contract.answer())
        .get("/replay/v1/devices/{id}?verbose=true", device.id())
        .then()
        .statusCode(400)
        .body("errors.field", contains("verbose"));
    TestDevice.as(token())
        .filter(Contract.answer())
        .contentType("text/plain")
        .body("actions")
        .post("/replay/v1/devices/{id}/batches", device.id())
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported-media-type"));
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
          .statusCode(400)
          .body("errors.field", contains(bad.split("=")[0]));
    }
  }

  @Test
  void anUnknownBatchIsNotFound() {
    device.upload(device.creates(1).getFirst());

    device.get("/batches/" + UUID.randomUUID()).then().statusCode(404);
  }
}
