package dev.haversack.replay.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyRequest;
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
    SyncErrorReport again = conflict.failed(failedToo.id()).getLast();
    assertEquals(device.user(), again.userId());
    assertTrue(
        again.failure().message().startsWith("With the rights of user " + resolver),
        again.failure().message());
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
    eventually(() -> conflict.failed(one.id()).size() == 1);
    assertEquals(together, conflict.failed(one.id()).getFirst().transactionId());

    assertEquals(List.of("failed", "held"), List.copyOf(device.states().values()));
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
