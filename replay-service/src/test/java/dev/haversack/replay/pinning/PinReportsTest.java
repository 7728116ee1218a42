package dev.haversack.replay.pinning;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.PinnedRecord;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset.Fault;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** dataset-service learns which records have unsettled actions, and when they are settled. */
@QuarkusTest
class PinReportsTest extends ReplayTest {

  @Inject Jdbc jdbc;

  private final TestDevice device = new TestDevice();
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  @Test
  void failedAndHeldActionsAreToldAndSoIsTheirSettling() {
    Action failed = device.update("account", first, 7, Map.of("name", "Mine"));
    Action held = device.update("account", first, 7, Map.of("name", "Mine too"));
    Action other = device.update("contact", second, 3, Map.of("lastname", "Snelling"));
    dataset.fail(failed.id(), refusal());
    dataset.fail(other.id(), refusal());
    device.upload(failed, held, other);

    eventually(() -> told().equals(Set.of("account " + first, "contact " + second)));
    assertEquals(device.user(), dataset.pins(device.id()).getLast().userId());

    discard(failed);
    eventually(() -> told().equals(Set.of("contact " + second)));
    discard(other);
    eventually(() -> told().isEmpty());
    List<Long> numbers = dataset.pins(device.id()).stream().map(DevicePins::number).toList();
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
  }

  @Test
  void queueThatIsWorkedOffAtOnceIsNotTold() {
    device.upload(device.creates(3).toArray(Action[]::new));
    TestDevice later = new TestDevice();
    Action failed = later.update("account", first, 1, Map.of("name", "Mine"));
    dataset.fail(failed.id(), refusal());
    later.upload(failed);

    eventually(() -> !dataset.pins(later.id()).isEmpty());

    assertEquals(List.of(), dataset.pins(device.id()));
  }

  @Test
  void queueThatWaitsIsToldUntilItIsDone() {
    dataset.fault(Fault.DOWN, Integer.MAX_VALUE);
    device.upload(
        device.batch(List.of(device.update("account", first, 1, Map.of("name", "Mine")))),
        null,
        Contract.requestAndAnswer());
    eventually(() -> told().equals(Set.of("account " + first)));

    dataset.recover();

    eventually(() -> told().isEmpty());
    assertTrue(device.isQuiet());
  }

  @Test
  void aFailureIsToldWithoutWhatHasOnlyJustBeenQueued() {
    dataset.fault(Fault.DOWN, Integer.MAX_VALUE);
    Action failed = device.update("account", first, 1, Map.of("name", "Mine"));
    Action queued = device.update("contact", second, 1, Map.of("lastname", "Snelling"));
    device.upload(device.batch(List.of(failed, queued)), null, Contract.requestAndAnswer());

    // As if the first had failed within the patience with the second.
    jdbc.update("UPDATE action SET state = 'failed' WHERE action_id = ?", failed.id());
    lookNow("now() + interval '1 hour'");
    eventually(() -> told().equals(Set.of("account " + first)));

    lookNow("now()");
    eventually(() -> told().equals(Set.of("account " + first, "contact " + second)));
  }

  /** Such a turn sees nothing told yet, and so does not ask for another look. */
  @Test
  void whatATurnSettlesBesideTheFirstReportIsToldAfterAll() {
    Action failed = device.update("account", first, 7, Map.of("name", "Mine"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    eventually(() -> told().equals(Set.of("account " + first)));

    jdbc.update("UPDATE action SET state = 'applied' WHERE action_id = ?", failed.id());

    eventually(() -> told().isEmpty());
  }

  private void lookNow(String queuedAt) {
    jdbc.update(
        "UPDATE pin_report SET due_at = now(), queued_at = " + queuedAt + " WHERE device_id = ?",
        device.id());
  }

  @Test
  void recordsAreFollowedLikeAnyOtherAction() {
    Action follow = device.follow("account", first, true);
    Action unfollow = device.follow("account", first, false);

    device
        .upload(follow, unfollow)
        .then()
        .statusCode(200)
        .body("actions.state", contains("applied", "applied"));
    device
        .upload(
            device.batch(
                List.of(device.follow("account", first, true).with("attributes", Map.of("a", 1)))),
            null,
            Contract.answer())
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("actions[0].attributes"));
  }

  private Set<String> told() {
    List<DevicePins> reports = dataset.pins(device.id());
    return reports.isEmpty()
        ? Set.of("nothing yet")
        : reports.getLast().records().stream()
            .map((PinnedRecord record) -> record.entity() + " " + record.recordId())
            .collect(Collectors.toSet());
  }

  private void discard(Action action) {
    TestDevice.as(Tokens.service())
        .header("Haversack-Organization", device.organization())
        .contentType("application/json")
        .body(
            Map.of(
                "resolutionId", UUID.randomUUID(),
                "actionId", action.id(),
                "attempt", 1,
                "apply", false,
                "resolvedBy", UUID.randomUUID()))
        .post("/replay/v1/resolutions")
        .then()
        .statusCode(202);
  }
}
