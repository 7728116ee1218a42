package dev.haversack.replay.processing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset.Fault;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.replay.testing.TurnFault;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplayInOrderTest extends ReplayTest {

  @Inject TurnFault turnFault;

  @Test
  void appliesInOrderAndAnswersWithOutcomesWhenTheDeviceWaits() {
    TestDevice device = new TestDevice();
    UUID account = UUID.randomUUID();
    Action create = device.create("account", account, Map.of("name", "Ruck & Sack"));
    Action update = device.update("account", account, 0, Map.of("name", "Ruck"));
    Action delete = device.delete("account", account, 0);
    dataset.merge(update.id());

    var answer = device.upload(create, update, delete);

    answer
        .then()
        .statusCode(200)
        .body("state", equalTo("settled"))
        .body("counts.applied", equalTo(2))
        .body("counts.merged", equalTo(1))
        .body("actions.state", contains("applied", "merged", "applied"))
        .body("actions[0].version", notNullValue())
        .body("actions[0].merges", nullValue())
        .body("actions[1].merges[0].source", equalTo("mine"))
        .body("actions[2].version", nullValue());
    assertEquals(List.of(create.id(), update.id(), delete.id()), dataset.effectIds());
  }

  @Test
  void tellsTheVersionOfThePrecedingActionOnTheSameRecord() {
    TestDevice device = new TestDevice();
    UUID account = UUID.randomUUID();
    int made =
        device
            .upload(device.create("account", account, Map.of("name", "A")))
            .path("actions[0].version");

    device.upload(
        device.update("account", account, 0, Map.of("name", "B")),
        device.update("account", account, 0, Map.of("name", "C")));

    List<ApplyAction> updates = dataset.effects().subList(1, 3);
    assertEquals(made, updates.get(0).precedingVersion());
    assertNull(updates.get(1).precedingVersion());
  }

  @Test
  void sendsUserAndDeviceOfTheQueue() {
    TestDevice device = new TestDevice();

    device.upload(device.creates(1).getFirst());

    assertEquals(device.user(), dataset.calls().getFirst().userId());
    assertEquals(device.id(), dataset.calls().getFirst().deviceId());
  }

  @Test
  void lostAnswersAreAskedForAgainAndHaveTheirEffectOnce() {
    TestDevice device = new TestDevice();
    List<Action> actions = device.creates(20);
    dataset.fault(Fault.LOSE_ANSWER, 3);

    device
        .upload(actions.toArray(Action[]::new))
        .then()
        .statusCode(200)
        .body("counts.applied", equalTo(20));

    assertTrue(dataset.calls().size() >= 4);
    assertEquals(actions.stream().map(Action::id).toList(), dataset.effectIds());
  }

  @Test
  void aTurnThatDiesBeforeItsCommitIsTakenAgain() {
    TestDevice device = new TestDevice();
    List<Action> actions = device.creates(10);
    turnFault.arm(3);

    device
        .upload(actions.toArray(Action[]::new))
        .then()
        .statusCode(200)
        .body("counts.applied", equalTo(10));

    assertEquals(3, turnFault.broken());
    assertEquals(actions.stream().map(Action::id).toList(), dataset.effectIds());
  }

  @Test
  void aTurnThatDiesAfterAFailureReportsItOnce() {
    TestDevice device = new TestDevice();
    Action action = device.creates(1).getFirst();
    dataset.fail(action.id(), refusal());
    turnFault.arm(2);

    device.upload(action).then().statusCode(200).body("actions[0].state", equalTo("failed"));

    eventually(() -> conflict.failed(action.id()).size() == 1);
    Action later = device.creates(1).getFirst();
    dataset.fail(later.id(), refusal());
    device.upload(later);
    eventually(() -> conflict.failed(later.id()).size() == 1);
    assertEquals(1, conflict.failed(action.id()).size());
  }

  @Test
  void waitsWhileDatasetServiceIsDownAndLosesNothing() {
    for (Fault fault : List.of(Fault.DOWN, Fault.REFUSE, Fault.NONSENSE)) {
      TestDevice device = new TestDevice();
      dataset.fault(fault, Integer.MAX_VALUE);
      var batch = device.batch(device.creates(5));
      device
          .upload(batch, "wait=1", Contract.requestAndAnswer())
          .then()
          .statusCode(202)
          .body("state", equalTo("processing"))
          .body("counts.queued", equalTo(5));
      assertEquals(List.of(), dataset.effectIds());

      dataset.recover();

      eventually(device::isQuiet);
      assertEquals(5, dataset.effects().size());
      dataset = dev.haversack.replay.testing.StubDataset.fresh();
    }
  }

  @Test
  void takesLaterAttemptsWhenItsDatabaseIsTheOlderOne() {
    TestDevice device = new TestDevice();
    dataset.fault(Fault.CLOSED, 2);

    device.upload(device.creates(2).toArray(Action[]::new));

    eventually(device::isQuiet);
    assertEquals(
        List.of(3, 3), dataset.effects().stream().map(action -> action.attempt()).toList());
  }

  @Test
  void oneDeviceNeverHasTwoCallsAtOnceAndKeepsItsOrderAcrossBatches() {
    TestDevice device = new TestDevice();
    dataset.pause(30);
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<Action> actions = device.creates(3);
      actions.forEach(a -> made.add(a.id()));
      device.upload(device.batch(actions), null, Contract.requestAndAnswer());
    }

    eventually(device::isQuiet);

    assertEquals(made, dataset.effectIds());
    assertEquals(0, dataset.overlaps());
  }

  @Test
  void anUploadDoesNotWaitForACallThatIsUnderWay() {
    TestDevice device = new TestDevice();
    dataset.pause(1500);
    device.upload(device.batch(device.creates(1)), null, Contract.requestAndAnswer());
    eventually(() -> device.states().containsValue("queued"));

    long began = System.nanoTime();
    device
        .upload(device.batch(device.creates(1)), null, Contract.requestAndAnswer())
        .then()
        .statusCode(202);

    assertTrue(System.nanoTime() - began < 1_000_000_000L);
    dataset.pause(0);
    eventually(device::isQuiet);
  }

  @Test
  void devicesAreReplayedAtTheSameTimeAndEachInItsOrder() {
    dataset.pause(100);
    List<TestDevice> devices = new ArrayList<>();
    Map<UUID, List<UUID>> made = new java.util.HashMap<>();
    for (int i = 0; i < 12; i++) {
      TestDevice device = new TestDevice();
      devices.add(device);
      List<Action> actions = device.creates(4);
      made.put(device.id(), actions.stream().map(Action::id).toList());
      device.upload(device.batch(actions), null, Contract.requestAndAnswer());
    }

    devices.forEach(device -> eventually(device::isQuiet));

    made.values()
        .forEach(ids ->
            assertEquals(
                ids, dataset.effectIds().stream().filter(new HashSet<>(ids)::contains).toList()));
    assertEquals(0, dataset.overlaps());
  }

  @Test
  void groupsAreCappedByCount() {
    TestDevice device = new TestDevice();

    device.upload(device.creates(450).toArray(Action[]::new)).then().statusCode(200);

    assertEquals(
        List.of(200, 200, 50), dataset.calls().stream().map(c -> c.actions().size()).toList());
  }

  @Test
  void groupsAreCappedByContents() {
    TestDevice device = new TestDevice();
    String long1500k = "x".repeat(1_500_000);
    Action[] actions =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                i -> device.create("annotation", UUID.randomUUID(), Map.of("text", long1500k)))
            .toArray(Action[]::new);

    device.upload(actions).then().statusCode(200).body("counts.applied", equalTo(4));

    assertEquals(List.of(2, 2), dataset.calls().stream().map(c -> c.actions().size()).toList());
  }

  @Test
  void whatDependsOnAFailedActionIsHeldAndTheRestGoesOn() {
    TestDevice device = new TestDevice();
    UUID account = UUID.randomUUID();
    UUID contact = UUID.randomUUID();
    UUID task = UUID.randomUUID();
    Action create = device.create("account", account, Map.of("name", "A"));
    Action same = device.update("account", account, 0, Map.of("name", "B"));
    Action refers = device.create("contact", contact, Map.of("parentcustomerid", account));
    Action chained = device.create("task", task, Map.of("regardingobjectid", contact.toString()));
    Action free = device.create("task", UUID.randomUUID(), Map.of("subject", "free"));
    dataset.fail(create.id(), refusal());

    var answer = device.upload(create, same, refers, chained, free);

    answer
        .then()
        .statusCode(200)
        .body("state", equalTo("waiting"))
        .body("actions.state", contains("failed", "held", "held", "held", "applied"))
        .body("actions[0].failure.code", equalTo("too-long"))
        .body("actions[1].heldBehind", equalTo(create.id().toString()))
        .body("actions[3].heldBehind", equalTo(create.id().toString()));
    assertEquals(List.of(free.id()), dataset.effectIds());
    Action later = device.update("task", task, 0, Map.of("subject", "later"));
    device.upload(later).then().body("actions[0].state", equalTo("held"));
  }

  @Test
  void reportsAFailureWithAllThatAPersonNeedsButKeepsNoValuesOfTheRecord() {
    TestDevice device = new TestDevice();
    UUID account = UUID.randomUUID();
    Action update = device.update("account", account, 7, Map.of("name", "Mine"));
    dataset.fail(update.id(), conflictWith(9));

    var answer = device.upload(update);

    answer
        .then()
        .body("actions[0].failure.type", equalTo("conflict"))
        .body("actions[0].failure.theirsVersion", equalTo(9));
    assertFalse(answer.asString().contains("a secret of theirs"));
    eventually(() -> !conflict.failed(update.id()).isEmpty());
    var report = conflict.failed(update.id()).getFirst();
    assertEquals(1, report.attempt());
    assertEquals(device.user(), report.userId());
    assertEquals("Mine", report.attributes().get("name").asText());
    assertEquals(7, report.baseVersion());
    assertEquals("a secret of theirs", report.failure().theirs().get("name").asText());
  }
}
