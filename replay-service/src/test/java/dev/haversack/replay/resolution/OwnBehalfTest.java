package dev.haversack.replay.resolution;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An action that somebody settles with his own rights. */
@QuarkusTest
class OwnBehalfTest extends ReplayTest {

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();
  private final UUID resolver = UUID.randomUUID();

  @Test
  void theActionAloneIsAppliedWithTheRightsOfWhoSettlesIt() {
    Action failed = device.update("account", account, 7, Map.of("name", "Mine"));
    Action held = device.update("account", account, 7, Map.of("name", "Mine too"));
    Action failedToo = device.update("contact", UUID.randomUUID(), 7, Map.of("name", "X"));
    dataset.fail(failed.id(), refusal("privilege-denied"));
    dataset.fail(failedToo.id(), refusal("privilege-denied"));
    device.upload(failed, held, failedToo);
    dataset.mend(failed.id());
    int before = dataset.calls().size();

    order(failed, true).then().statusCode(202);

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    List<ApplyRequest> calls = dataset.calls().subList(before, dataset.calls().size());
    assertEquals(
        List.of(resolver, device.user()), calls.stream().map(ApplyRequest::userId).toList());
    assertEquals(
        List.of(failed.id(), held.id()),
        calls.stream().flatMap(call -> call.actions().stream()).map(a -> a.actionId()).toList());

    // When it fails again and is then sent on for the user, it is applied as his once more.
    order(failedToo, true);
    eventually(() -> conflict.failed(failedToo.id()).size() == 2);
    assertEquals(device.user(), conflict.failed(failedToo.id()).getLast().userId());
    dataset.mend(failedToo.id());
    device.resolve(failedToo.id(), 2, true);
    eventually(() -> conflict.settled(failedToo.id()).size() == 1);
    assertEquals(device.user(), dataset.calls().getLast().userId());
  }

  @Test
  void aLocalTransactionIsAppliedWithTheRightsOfOne() {
    UUID together = UUID.randomUUID();
    Action one =
        device.update("account", account, 7, Map.of("name", "A")).with("transactionId", together);
    Action two =
        device
            .update("account", UUID.randomUUID(), 7, Map.of("name", "B"))
            .with("transactionId", together);
    dataset.fail(one.id(), refusal("privilege-denied"));
    device.upload(one, two);

    order(one, true).then().statusCode(422);

    assertEquals(List.of("failed", "held"), List.copyOf(device.states().values()));
  }

  @Test
  void aReportNamesTheLocalTransaction() {
    UUID together = UUID.randomUUID();
    Action one =
        device.update("account", account, 7, Map.of("name", "A")).with("transactionId", together);
    Action alone = device.update("account", UUID.randomUUID(), 7, Map.of("name", "B"));
    dataset.fail(one.id(), refusal("privilege-denied"));
    dataset.fail(alone.id(), refusal("privilege-denied"));

    device.upload(one, alone);

    eventually(() -> conflict.failed(one.id()).size() == 1);
    eventually(() -> conflict.failed(alone.id()).size() == 1);
    assertEquals(together, conflict.failed(one.id()).getFirst().transactionId());
    assertNull(conflict.failed(alone.id()).getFirst().transactionId());
  }

  @Test
  void aWantOfRightsSaysWhoseTheyWere() {
    Action denied = device.update("account", account, 7, Map.of("name", "A"));
    Action wrong = device.update("account", UUID.randomUUID(), 7, Map.of("name", "B"));
    dataset.fail(denied.id(), refusal("privilege-denied"));
    dataset.fail(wrong.id(), refusal("wrong-type"));
    device.upload(denied, wrong);

    order(denied, true);
    order(wrong, true);

    eventually(() -> conflict.failed(denied.id()).size() == 2);
    eventually(() -> conflict.failed(wrong.id()).size() == 2);
    assertEquals(
        "With the rights of user %s, who decided on his own behalf: %s"
            .formatted(resolver, messages(denied).getFirst()),
        messages(denied).getLast());
    assertEquals(messages(wrong).getFirst(), messages(wrong).getLast());
  }

  /** Whoever decides next finds the conflict, and what the device sent, as they were. */
  @Test
  void whoHasTooFewRightsChangesNothingOfWhatThereIsToDecide() {
    Map<String, Object> mine = Map.of("name", "Mine", "visits", 3);
    Action action =
        device.update("account", account, 7, mine).with("baseValues", Map.of("name", "Base"));
    dataset.fail(action.id(), partlySettled());
    device.upload(action);
    eventually(() -> conflict.failed(action.id()).size() == 1);

    dataset.fail(action.id(), refusal("privilege-denied"));
    device.resolve(
        action.id(),
        1,
        true,
        Map.of(
            "onOwnBehalf",
            true,
            "operation",
            "update",
            "attributes",
            Map.of("name", "Another"),
            "baseVersion",
            9,
            "merges",
            List.of(Map.of("attribute", "name", "source", "resolver"))));
    eventually(() -> conflict.failed(action.id()).size() == 2);
    SyncErrorReport report = conflict.failed(action.id()).getLast();
    assertEquals(2, report.attempt());
    assertEquals(Boolean.TRUE, report.restored());
    assertEquals("privilege-denied", report.failure().code());
    assertNull(conflict.failed(action.id()).getFirst().restored());
    device
        .get("/actions")
        .then()
        .body("actions.state", contains("failed"))
        .body("actions[0].failure.code", equalTo("conflict"))
        .body("actions[0].failure.conflicting", contains("name"));

    dataset.mend(action.id());
    device.resolve(action.id(), 2, true, Map.of("baseVersion", 9));
    eventually(() -> conflict.settled(action.id()).size() == 1);
    ApplyRequest last = dataset.calls().getLast();
    assertEquals(device.user(), last.userId());
    ApplyAction sent = last.actions().getFirst();
    assertEquals("{\"name\":\"Mine\",\"visits\":3}", sent.attributes().toString());
    assertEquals("{\"visits\":2}", sent.baseValues().toString());
  }

  /** The device goes on from what it made; that is what its next edit is a difference to. */
  @Test
  void whatIsGivenUpAfterwardsIsNotCountedWithTheNextEdit() {
    Action first = device.update("account", account, 7, Map.of("visits", 15));
    dataset.fail(first.id(), partlySettled());
    device.upload(first);
    eventually(() -> conflict.failed(first.id()).size() == 1);
    dataset.fail(first.id(), refusal("privilege-denied"));
    order(first, true).then().statusCode(202);
    eventually(() -> conflict.failed(first.id()).size() == 2);
    Action next = device.update("account", account, 7, Map.of("visits", 20));
    device.upload(next);

    device.resolve(first.id(), 2, false);

    eventually(() -> "applied".equals(device.states().get(next.id())));
    ApplyAction sent = dataset.calls().getLast().actions().getFirst();
    assertEquals(next.id(), sent.actionId());
    assertEquals("{\"visits\":15}", sent.baseValues().toString());
  }

  /** To whom a record is closed, it is not there. */
  @Test
  void whatIsMissingIsSaidOneByOne() {
    assertEquals(
        " Refused by validation-failed. entity: No write. attributes.parentid: No such record.",
        toldWhenRightsDoNotSuffice(
            "validation-failed",
            new FieldError("entity", "privilege-denied", "No write."),
            new FieldError("attributes.parentid", "unknown-reference", "No such record.")));
  }

  /** As dataset-service tells a missing right beside what others changed meanwhile. */
  @Test
  void whatIsTheFailureItselfIsSaidOnce() {
    assertEquals(
        " Refused by privilege-denied. attributes.name: Changed.",
        toldWhenRightsDoNotSuffice(
            "privilege-denied",
            new FieldError("record", "privilege-denied", "Refused by privilege-denied."),
            new FieldError("attributes.name", "version-mismatch", "Changed.")));
  }

  /** What follows after whose rights they were, when somebody decides on his own behalf. */
  private String toldWhenRightsDoNotSuffice(String code, FieldError... findings) {
    Action action = device.update("account", account, 7, Map.of("name", "Mine"));
    dataset.fail(action.id(), partlySettled());
    device.upload(action);
    eventually(() -> conflict.failed(action.id()).size() == 1);
    dataset.fail(action.id(), refusal(code, findings));

    order(action, true).then().statusCode(202);

    eventually(() -> conflict.failed(action.id()).size() == 2);
    assertEquals(Boolean.TRUE, conflict.failed(action.id()).getLast().restored());
    String whose = "With the rights of user %s, who decided on his own behalf:".formatted(resolver);
    String message = messages(action).getLast();
    assertTrue(message.startsWith(whose), message);
    return message.substring(whose.length());
  }

  private List<String> messages(Action action) {
    return conflict.failed(action.id()).stream().map(r -> r.failure().message()).toList();
  }

  private Response order(Action action, boolean onOwnBehalf) {
    return TestDevice.as(Tokens.service())
        .filter(Contract.requestAndAnswer())
        .header("Haversack-Organization", device.organization())
        .contentType("application/json")
        .body(
            Map.of(
                "resolutionId",
                UUID.randomUUID(),
                "actionId",
                action.id(),
                "attempt",
                1,
                "apply",
                true,
                "onOwnBehalf",
                onOwnBehalf,
                "resolvedBy",
                resolver))
        .post("/replay/v1/resolutions");
  }
}
