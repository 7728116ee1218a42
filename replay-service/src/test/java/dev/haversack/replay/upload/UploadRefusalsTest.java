package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches that are not taken; nothing of them is stored. */
@QuarkusTest
class UploadRefusalsTest extends UploadFixture {

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
  void anIdOfAnActionThatATurnHoldsAtThisMomentIsRefusedAtOnce() {
    UUID record = UUID.randomUUID();
    Action failed = device.update("account", record, 1, Map.of("name", "Mine"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    Action held = device.update("account", record, 1, Map.of("name", "Mine too"));
    dataset.pause(3_000);
    device.upload(
        device.batch(List.of(held, device.creates(1).getFirst())),
        null,
        Contract.requestAndAnswer());
    eventually(() -> dataset.isBusyWith(device.id()));

    refused(
        device.batch(List.of(device.creates(1).getFirst().with("actionId", held.id()))),
        409,
        "action-id-reused");
    assertTrue(dataset.isBusyWith(device.id()), "the upload waited for the turn");
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
  void commandsAndTransactionsHaveTheirShapes() {
    UUID record = UUID.randomUUID();
    UUID transaction = UUID.randomUUID();
    Action nameless = device.command("QualifyLead", "lead", record, Map.of());
    nameless.remove("command");
    Action update = device.update("lead", record, 1, Map.of("a", 1)).with("command", "QualifyLead");
    Action first = device.creates(1).getFirst().with("transactionId", transaction);
    Action between = device.creates(1).getFirst();
    Action apart = device.creates(1).getFirst().with("transactionId", transaction);
    Action assign = device.update("lead", record, 1, Map.of()).with("operation", "assign");

    refused(
            device.batch(List.of(nameless, update, first, between, apart, assign)),
            422,
            "validation-failed")
        .body(
            "errors.field",
            contains(
                "actions[0].command",
                "actions[1].command",
                "actions[5].attributes",
                "actions[4].transactionId"));
    unknownDevice();
  }

  @Test
  void timesThatNoDatabaseHoldsAreRefused() {
    for (String time : List.of("+999999999-12-31T23:59:59Z", "-005000-01-01T00:00:00Z")) {
      Action action = device.creates(1).getFirst().with("sequence", 1).with("madeAt", time);
      refused(device.batch(List.of(action)), 422, "validation-failed")
          .body("errors.field", contains("actions[0].madeAt"));
    }
    unknownDevice();
  }

  @Test
  void aTransactionIsNotTooLarge() {
    UUID transaction = UUID.randomUUID();
    List<Action> actions =
        device.creates(102).stream().map(a -> a.with("transactionId", transaction)).toList();

    refused(device.batch(actions), 422, "validation-failed")
        .body("errors.field", contains("actions[100].transactionId"));
  }

  @Test
  void aTransactionIsUploadedInOneBatch() {
    UUID transaction = UUID.randomUUID();
    Action first = device.creates(1).getFirst().with("transactionId", transaction);
    Action second = device.creates(1).getFirst().with("transactionId", transaction);
    device.upload(first).then().statusCode(200);

    refused(device.batch(List.of(first, second)), 422, "validation-failed")
        .body("errors.field", contains("actions[1].transactionId"));
    device.upload(first).then().statusCode(200);
    // Nor once others came between: their order would be lost.
    Action between = device.creates(1).getFirst().with("sequence", 2);
    device.upload(between).then().statusCode(200);
    Action late =
        device.creates(1).getFirst().with("sequence", 3).with("transactionId", transaction);
    refused(device.batch(List.of(late)), 422, "validation-failed");
  }

  @Test
  void unknownCommandsAreRefused() {
    Action action = device.command("PaintLead", "lead", UUID.randomUUID(), Map.of());

    refused(device.batch(List.of(action)), 400, "malformed-json");
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
    refused(device.batch(List.of(good.with("operation", "forget"))), 400, "malformed-json");
    refused(device.batch(List.of(good.with("attributes", "text"))), 400, "malformed-json");
    refused(device.batch(List.of(good.with("unknown", 1))), 400, "malformed-json");
    upload(device.batch(List.of(good)), "wait=soon")
        .statusCode(400)
        .body("errors.field", contains("Prefer"));
    unknownDevice();
  }

  @Test
  void truncatedAndOversizedUploadsStoreNothing() {
    refused(
        "{\"batchId\":\"" + UUID.randomUUID() + "\",\"actions\":[{\"actionId\":",
        400,
        "malformed-json");
    refused("", 400, "invalid-request").body("errors.field", contains("body"));
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
}
