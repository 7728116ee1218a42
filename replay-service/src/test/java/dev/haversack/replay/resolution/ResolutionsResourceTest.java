package dev.haversack.replay.resolution;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.SettledOutcome;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.replay.testing.TurnFault;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ResolutionsResourceTest extends ReplayTest {

  @Inject TurnFault turnFault;

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();
  private final Action failed = device.update("account", account, 7, Map.of("name", "Mine"));
  private final Action held = device.update("account", account, 7, Map.of("name", "Mine too"));

  @BeforeEach
  void oneFailedAndOneHeld() {
    dataset.fail(failed.id(), conflictWith(9));
    device.upload(failed, held);
  }

  @Test
  void applyingSendsTheEditedActionOnAndThenWhatWasHeld() {
    dataset.mend(failed.id());

    order(order(failed, 1, true).with("attributes", Map.of("name", "Both")).with("baseVersion", 9))
        .then()
        .statusCode(202);

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    assertEquals(List.of("applied", "applied"), List.copyOf(device.states().values()));
    ApplyAction sent = dataset.effects().getFirst();
    assertTrue(sent.overwrite());
    assertEquals(9, sent.baseVersion());
    assertEquals(List.of(2, 1), dataset.effects().stream().map(ApplyAction::attempt).toList());
    assertEquals("Both", sent.attributes().get("name").asText());
    assertEquals(List.of(failed.id(), held.id()), dataset.effectIds());
    assertEquals(SettledOutcome.APPLIED, conflict.settled(failed.id()).getFirst().outcome());
    device.get("/actions").then().body("actions.attempt", contains(2, 1));
  }

  @Test
  void applyingWithoutASeenVersionDoesNotOverwrite() {
    dataset.mend(failed.id());

    order(order(failed, 1, true));

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    assertFalse(dataset.effects().getFirst().overwrite());
    assertEquals(7, dataset.effects().getFirst().baseVersion());
  }

  @Test
  void whatPoliciesSettleIsStillCombinedByWhatTheDeviceHad() {
    Action counted = counted(Map.of());

    order(
        order(counted, 1, true)
            .with("attributes", Map.of("name", "Both", "visits", 3))
            .with("baseVersion", 9));

    eventually(() -> conflict.settled(counted.id()).size() == 1);
    assertEquals("{\"visits\":2}", dataset.effects().getFirst().baseValues().toString());
  }

  @Test
  void whatAResolverEntersIsNoDifferenceThoughItBeTheSame() {
    Action counted = counted(Map.of());

    order(
        order(counted, 1, true)
            .with("attributes", Map.of("name", "Both", "visits", 3))
            .with("merges", List.of(Map.of("attribute", "visits", "source", "resolver")))
            .with("baseVersion", 9));

    eventually(() -> conflict.settled(counted.id()).size() == 1);
    assertNull(dataset.effects().getFirst().baseValues());
  }

  @Test
  void whatWasInConflictBuildsOnWhatTheResolverSaw() {
    Action counted = counted(Map.of("name", "Base", "visits", 2));

    order(order(counted, 1, true).with("baseVersion", 9));

    eventually(() -> conflict.settled(counted.id()).size() == 1);
    assertEquals("{\"visits\":2}", dataset.effects().getFirst().baseValues().toString());
  }

  @Test
  void theNextEditOfAValueBuildsOnWhatTheDeviceHadMadeOfIt() {
    order(order(failed, 1, false));

    eventually(device::isQuiet);
    assertEquals(List.of(held.id()), dataset.effectIds());
    assertEquals("{\"name\":\"Mine\"}", dataset.effects().getFirst().baseValues().toString());
  }

  @Test
  void aLaterMergeDoesNotForgetTheEarlierOne() {
    order(
        order(failed, 1, true)
            .with("attributes", Map.of("name", "Both", "phone", "1"))
            .with("merges", List.of(from("city", "theirs"), from("name", "resolver")))
            .with("baseVersion", 9));
    eventually(() -> conflict.failed(failed.id()).size() == 2);
    dataset.mend(failed.id());

    order(
        order(failed, 2, true)
            .with("attributes", Map.of("name", "Both", "phone", "2"))
            .with("merges", List.of(from("name", "mine"), from("phone", "resolver")))
            .with("baseVersion", 10));

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    device
        .get("/actions")
        .then()
        .body(
            "actions[0].merges",
            equalTo(
                List.of(
                    from("city", "theirs"), from("name", "resolver"), from("phone", "resolver"))));
  }

  @Test
  void whereNothingIsLeftOfTheOtherSideNothingWasMerged() {
    order(
        order(failed, 1, true)
            .with("attributes", Map.of("name", "Both"))
            .with("merges", List.of(from("city", "theirs"), from("name", "mine")))
            .with("baseVersion", 9));
    eventually(() -> conflict.failed(failed.id()).size() == 2);
    dataset.mend(failed.id());

    order(order(failed, 2, true).with("operation", "create"));

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    device.get("/actions").then().body("actions[0].state", equalTo("applied"));
  }

  @Test
  void theReceiptSaysWhereTheAttributesOfAMergeCameFrom() {
    var name = Map.of("attribute", "name", "source", "resolver");
    var city = Map.of("attribute", "city", "source", "theirs", "policy", "server");
    order(
        order(failed, 1, true)
            .with("attributes", Map.of("name", "Both"))
            .with("merges", List.of(city, name))
            .with("baseVersion", 9));
    eventually(() -> conflict.failed(failed.id()).size() == 2);
    device.get("/actions").then().body("actions[0].merges", nullValue());
    dataset.mend(failed.id());

    order(order(failed, 2, true).with("baseVersion", 10));

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    assertEquals(SettledOutcome.MERGED, conflict.settled(failed.id()).getFirst().outcome());
    device
        .get("/actions")
        .then()
        .body("actions[0].state", equalTo("merged"))
        .body("actions[0].merges", equalTo(List.of(city, name)));
  }

  @Test
  void aFailureOfTheNextAttemptIsReportedWithItsNumberAndHoldsOn() {
    order(order(failed, 1, true).with("baseVersion", 9));

    eventually(() -> conflict.failed(failed.id()).size() == 2);
    assertEquals(2, conflict.failed(failed.id()).getLast().attempt());
    assertEquals(List.of("failed", "held"), List.copyOf(device.states().values()));
    assertEquals(List.of(), conflict.settled(failed.id()));
  }

  @Test
  void discardingGivesTheActionUpAndLetsWhatWasHeldGoOn() {
    order(order(failed, 1, false)).then().statusCode(202);

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    assertEquals(List.of("discarded", "applied"), List.copyOf(device.states().values()));
    assertEquals(SettledOutcome.DISCARDED, conflict.settled(failed.id()).getFirst().outcome());
    assertEquals(List.of(held.id()), dataset.effectIds());
  }

  @Test
  void whatWasHeldFailsOnItsOwnAndIsItselfSettled() {
    dataset.fail(held.id(), refusal());
    order(order(failed, 1, false));
    eventually(() -> conflict.failed(held.id()).size() == 1);
    dataset.mend(held.id());

    order(order(held, 1, true).with("attributes", Map.of("name", "Shorter")));

    eventually(() -> conflict.settled(held.id()).size() == 1);
    assertEquals(List.of("discarded", "applied"), List.copyOf(device.states().values()));
  }

  @Test
  void changingTheOperationIsPartOfAnOrder() {
    dataset.mend(failed.id());

    order(
        order(failed, 1, true)
            .with("operation", "create")
            .with("attributes", Map.of("name", "New")));

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    ApplyAction sent = dataset.effects().getFirst();
    assertEquals(dev.haversack.contract.model.Operation.CREATE, sent.operation());
    assertEquals(null, sent.baseVersion());
    assertFalse(sent.overwrite());
  }

  @Test
  void theSameOrderAgainAndStaleOrdersChangeNothing() {
    Action good = order(failed, 1, true).with("baseVersion", 9);
    order(good);
    eventually(() -> conflict.failed(failed.id()).size() == 2);
    int calls = dataset.calls().size();

    order(good).then().statusCode(202);
    order(order(failed, 1, false)).then().statusCode(202);
    order(order(failed, 3, false)).then().statusCode(202);
    order(order(held, 1, false)).then().statusCode(202);

    device.upload(device.creates(1).getFirst());
    assertEquals(List.of("failed", "held", "applied"), List.copyOf(device.states().values()));
    assertEquals(calls + 1, dataset.calls().size());
  }

  @Test
  void anOrderThatWasTakenIsNeverRefusedWhenItComesAgain() {
    Action good = order(failed, 1, false);
    order(good).then().statusCode(202);

    order(good.with("actionId", UUID.randomUUID())).then().statusCode(202);

    eventually(() -> conflict.settled(failed.id()).size() == 1);
  }

  @Test
  void discardingCanGiveUpWhatWaitsAsWell() {
    Action free = device.creates(1).getFirst();
    device.upload(free);
    Action order = order(failed, 1, false).with("discardDependants", true);

    order(order).then().statusCode(202);

    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    assertEquals(
        List.of("discarded", "discarded", "applied"), List.copyOf(device.states().values()));
    device
        .get("/actions?state=discarded")
        .then()
        .body("actions.discardedBy", contains(by(order), by(order)));
    assertEquals(List.of(free.id()), dataset.effectIds());
  }

  private static String by(Action order) {
    return order.get("resolvedBy").toString();
  }

  @Test
  void aCommandWithoutParametersCanBeSentOn() {
    UUID task = UUID.randomUUID();
    Action command = device.command("CompleteActivity", "task", task, Map.of());
    command.remove("attributes");
    dataset.fail(command.id(), refusal());
    device.upload(command).then().body("actions[0].state", equalTo("failed"));
    dataset.mend(command.id());

    order(order(command, 1, true)).then().statusCode(202);

    eventually(() -> conflict.settled(command.id()).size() == 1);
    assertEquals("applied", device.states().get(command.id()));
  }

  @Test
  void twoOrdersForOneAttemptAreOneResolution() {
    dataset.mend(failed.id());

    order(order(failed, 1, false));
    order(order(failed, 1, true));

    eventually(device::isQuiet);
    eventually(() -> conflict.settled(failed.id()).size() == 1);
    assertEquals(List.of("discarded", "applied"), List.copyOf(device.states().values()));
  }

  @Test
  void anOrderSurvivesATurnThatDies() {
    dataset.mend(failed.id());
    turnFault.arm(3);

    order(order(failed, 1, true).with("baseVersion", 9));

    eventually(() -> turnFault.broken() == 3);
    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    assertEquals(List.of(failed.id(), held.id()), dataset.effectIds());
  }

  @Test
  void reportsArriveInOrderOnceConflictServiceIsBack() {
    TestDevice other = new TestDevice();
    Action action = other.creates(1).getFirst();
    dataset.fail(action.id(), refusal());
    conflict.down(true);
    other.upload(action);
    order(other, order(action, 1, false), Contract.requestAndAnswer());
    eventually(() -> other.states().containsValue("discarded") && conflict.refused() > 0);

    conflict.down(false);

    eventually(() -> conflict.settled(action.id()).size() == 1);
    assertEquals(
        List.of("failed 1 " + action.id(), "settled " + action.id()),
        conflict.order().stream().filter(o -> o.endsWith(action.id().toString())).toList());
  }

  @Test
  void anUnknownActionOrOneOfAnotherOrganizationIsNotFound() {
    order(
            device,
            order(failed, 1, true).with("actionId", UUID.randomUUID()),
            Contract.requestAndAnswer())
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    order(new TestDevice(), order(failed, 1, false), Contract.requestAndAnswer())
        .then()
        .statusCode(404);
    assertEquals(List.of("failed", "held"), List.copyOf(device.states().values()));
  }

  @Test
  void contentsThatNoActionCanHaveAreRefused() {
    TestDevice other = new TestDevice();
    Action delete = other.delete("account", UUID.randomUUID(), 3);
    dataset.fail(delete.id(), conflictWith(9));
    other.upload(delete);

    order(other, order(delete, 1, true).with("operation", "update"), Contract.requestAndAnswer())
        .then()
        .statusCode(422)
        .body("errors.field", contains("attributes"));
    order(
            other,
            order(delete, 1, true).with("attributes", Map.of("name", "\u0000")),
            Contract.answer())
        .then()
        .statusCode(422);
    order(other, order(delete, 0, true), Contract.answer()).then().statusCode(400);
    order(other, Map.of("apply", "perhaps"), Contract.answer()).then().statusCode(400);
  }

  @Test
  void onlyServicesMayOrder() {
    TestDevice.as(Tokens.admin(device.organization(), device.user()))
        .filter(Contract.answer())
        .contentType("application/json")
        .body(order(failed, 1, false))
        .post("/replay/v1/resolutions")
        .then()
        .statusCode(403);
    io.restassured.RestAssured.given()
        .filter(Contract.answer())
        .contentType("application/json")
        .body(order(failed, 1, false))
        .post("/replay/v1/resolutions")
        .then()
        .statusCode(401);
  }

  private Response order(Object order) {
    return order(device, order, Contract.requestAndAnswer());
  }

  private static Response order(TestDevice device, Object order, Filter contract) {
    return TestDevice.as(Tokens.service())
        .filter(contract)
        .header("Haversack-Organization", device.organization())
        .contentType("application/json")
        .body(order)
        .post("/replay/v1/resolutions");
  }

  private static Action order(Action action, int attempt, boolean apply) {
    Action order = new Action();
    order.putAll(
        new LinkedHashMap<>(
            Map.of(
                "resolutionId", UUID.randomUUID(),
                "actionId", action.id(),
                "attempt", attempt,
                "apply", apply,
                "resolvedBy", UUID.randomUUID())));
    return order;
  }

  /** An action that failed for its name alone, and would not fail again. */
  private Action counted(Map<String, Object> baseValues) {
    Action counted =
        device.update("account", UUID.randomUUID(), 7, Map.of("name", "Mine", "visits", 3));
    if (!baseValues.isEmpty()) {
      counted.put("baseValues", baseValues);
    }
    dataset.fail(counted.id(), partlySettled());
    device.upload(counted);
    eventually(() -> conflict.failed(counted.id()).size() == 1);
    dataset.mend(counted.id());
    return counted;
  }

  private static Map<String, String> from(String attribute, String source) {
    return Map.of("attribute", attribute, "source", source);
  }
}
