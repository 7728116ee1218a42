package dev.haversack.replay.processing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.CommandName;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Commands and local transactions in the queue. */
@QuarkusTest
class CommandsAndTransactionsTest extends ReplayTest {

  private final TestDevice device = new TestDevice();
  private final UUID lead = UUID.randomUUID();
  private final UUID account = UUID.randomUUID();
  private final UUID transaction = UUID.randomUUID();

  @Test
  void aCommandIsSentWithItsParametersAndAnsweredWithWhatItMade() {
    Action qualify = qualify();

    device
        .upload(qualify)
        .then()
        .body("actions[0].state", equalTo("applied"))
        .body("actions[0].command", equalTo("QualifyLead"))
        .body("actions[0].alsoChanged[0].entity", equalTo("account"))
        .body("actions[0].alsoChanged[0].recordId", equalTo(account.toString()));

    ApplyAction sent = dataset.effects().getFirst();
    assertEquals(CommandName.QUALIFY_LEAD, sent.command());
    assertEquals(account.toString(), sent.attributes().get("accountid").asText());
  }

  @Test
  void theNextActionOnWhatACommandMadeBuildsOnItsVersion() {
    int made = device.upload(qualify()).path("actions[0].alsoChanged[0].version");

    device.upload(device.update("account", account, 0, Map.of("name", "B")));

    assertEquals(made, dataset.effects().getLast().precedingVersion());
  }

  @Test
  void whatDependsOnTheOutputsOfAFailedCommandIsHeld() {
    Action qualify = qualify();
    dataset.fail(qualify.id(), refusal());
    Action onOutput = device.update("account", account, 0, Map.of("name", "B"));
    Action refers =
        device.create("contact", UUID.randomUUID(), Map.of("parentcustomerid", account));
    Action free = device.create("contact", UUID.randomUUID(), Map.of("lastname", "C"));

    device
        .upload(qualify, onOutput, refers, free)
        .then()
        .body("actions.state", contains("failed", "held", "held", "applied"))
        .body("actions[2].heldBehind", equalTo(qualify.id().toString()));
    eventually(() -> !conflict.failed(qualify.id()).isEmpty());
    assertEquals(CommandName.QUALIFY_LEAD, conflict.failed(qualify.id()).getFirst().command());
  }

  @Test
  void aFailureHoldsTheWholeTransactionAndNothingElse() {
    Action first = together(device.create("account", account, Map.of("name", "A")));
    Action second = together(device.create("contact", UUID.randomUUID(), Map.of("lastname", "B")));
    Action third = together(device.create("task", UUID.randomUUID(), Map.of("subject", "C")));
    Action free = device.create("task", UUID.randomUUID(), Map.of("subject", "free"));
    dataset.fail(second.id(), refusal());

    device
        .upload(first, second, third, free)
        .then()
        .body("actions.state", contains("held", "failed", "held", "applied"))
        .body("actions[0].heldBehind", equalTo(second.id().toString()))
        .body("actions[0].transactionId", equalTo(transaction.toString()))
        .body("actions[3].transactionId", nullValue());
    assertEquals(List.of(free.id()), dataset.effectIds());
  }

  @Test
  void aTransactionThatIsSentOnIsTriedAsAWhole() {
    Action first = together(device.create("account", account, Map.of("name", "A")));
    Action second = together(device.create("contact", UUID.randomUUID(), Map.of("lastname", "B")));
    dataset.fail(second.id(), refusal());
    device.upload(first, second).then().body("actions.state", contains("held", "failed"));

    device.resolve(second.id(), 1, true);

    eventually(() -> device.states().get(second.id()).equals("failed") && attempt(second) == 2);
    assertEquals("held", device.states().get(first.id()));
    dataset.mend(second.id());
    device.resolve(second.id(), 2, true);
    eventually(() -> !device.states().containsValue("held") && device.isQuiet());
    assertEquals(List.of(first.id(), second.id()), dataset.effectIds());
    assertEquals(2, dataset.calls().getLast().actions().size());
  }

  @Test
  void aTransactionIsGivenUpAsAWhole() {
    Action first = together(device.create("account", account, Map.of("name", "A")));
    Action second = together(device.create("contact", UUID.randomUUID(), Map.of("lastname", "B")));
    Action after = device.update("account", account, 0, Map.of("name", "C"));
    dataset.fail(second.id(), refusal());
    device
        .upload(first, second, after)
        .then()
        .body("actions.state", contains("held", "failed", "held"));

    device.resolve(second.id(), 1, false);

    eventually(() -> device.isQuiet() && !device.states().containsValue("held"));
    assertEquals(
        List.of("discarded", "discarded", "applied"), List.copyOf(device.states().values()));
  }

  @Test
  void whatFollowsASkippedTransactionIsHeldWithIt() {
    UUID contact = UUID.randomUUID();
    Action failing = device.create("account", account, Map.of("name", "A"));
    Action first = together(device.update("contact", contact, 0, Map.of("lastname", "B")));
    Action second = together(device.create("task", UUID.randomUUID(), Map.of("about", account)));
    Action later = device.update("contact", contact, 0, Map.of("lastname", "C"));
    Action free = device.creates(1).getFirst();
    dataset.fail(failing.id(), refusal());

    device
        .upload(failing, first, second, later, free)
        .then()
        .body("actions.state", contains("failed", "held", "held", "held", "applied"))
        .body("actions[3].heldBehind", equalTo(failing.id().toString()));
  }

  @Test
  void whatWaitsFollowsTheFailureThatHoldsItNow() {
    UUID contact = UUID.randomUUID();
    Action first = together(device.create("account", account, Map.of("name", "A")));
    Action second = together(device.create("contact", contact, Map.of("lastname", "B")));
    Action waiting = device.update("contact", contact, 0, Map.of("lastname", "C"));
    dataset.fail(second.id(), refusal());
    device
        .upload(first, second, waiting)
        .then()
        .body("actions.state", contains("held", "failed", "held"));
    dataset.mend(second.id());
    dataset.fail(first.id(), refusal());
    device.resolve(second.id(), 1, true);
    eventually(() -> device.states().get(first.id()).equals("failed"));
    device
        .get("/actions")
        .then()
        .body("actions.state", contains("failed", "held", "held"))
        .body("actions[2].heldBehind", equalTo(first.id().toString()));

    dataset.mend(first.id());
    device.resolve(first.id(), 1, true);

    eventually(() -> !device.states().containsValue("held") && device.isQuiet());
    assertEquals(List.of(first.id(), second.id(), waiting.id()), dataset.effectIds());
  }

  @Test
  void whatIsHeldHoldsItsTransaction() {
    Action failing = device.update("account", account, 0, Map.of("name", "A"));
    dataset.fail(failing.id(), refusal());
    Action free = together(device.create("task", UUID.randomUUID(), Map.of("subject", "B")));
    Action dependent = together(device.update("account", account, 0, Map.of("name", "C")));

    device
        .upload(failing, free, dependent)
        .then()
        .body("actions.state", contains("failed", "held", "held"))
        .body("actions[1].heldBehind", equalTo(failing.id().toString()));
  }

  @Test
  void transactionsAreNeverCutIntoTwoCalls() {
    List<Action> actions = new ArrayList<>(device.creates(150));
    device.creates(100).forEach(action -> actions.add(together(action)));
    actions.addAll(device.creates(30));

    device.upload(actions.toArray(Action[]::new)).then().body("counts.applied", equalTo(280));

    assertEquals(List.of(150, 130), dataset.calls().stream().map(c -> c.actions().size()).toList());
  }

  @Test
  void aLargeTransactionIsSentAsAWhole() {
    String long100k = "x".repeat(100_000);
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      actions.add(
          together(device.create("annotation", UUID.randomUUID(), Map.of("text", long100k))));
    }

    device.upload(actions.toArray(Action[]::new)).then().body("counts.applied", equalTo(60));

    assertEquals(1, dataset.calls().size());
    assertTrue(dataset.calls().getFirst().actions().size() == 60);
  }

  private int attempt(Action action) {
    List<Map<String, Object>> actions = device.get("/actions?limit=1000").path("actions");
    return actions.stream()
        .filter(a -> a.get("actionId").equals(action.id().toString()))
        .map(a -> (Integer) a.get("attempt"))
        .findFirst()
        .orElseThrow();
  }

  private Action qualify() {
    return device.command("QualifyLead", "lead", lead, Map.of("accountid", account));
  }

  private Action together(Action action) {
    return action.with("transactionId", transaction);
  }
}
