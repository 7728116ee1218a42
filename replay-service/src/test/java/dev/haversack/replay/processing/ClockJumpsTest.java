package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset;
import dev.haversack.replay.testing.TestClock;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the clock says, sequence numbers decide, and nothing stands still. */
@QuarkusTest
class ClockJumpsTest extends ReplayTest {

  private static final List<Duration> JUMPS =
      List.of(Duration.ofHours(-1), Duration.ofDays(1), Duration.ofHours(-25), Duration.ofHours(1));

  @Inject TestClock clock;

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();

  @AfterEach
  void presentTime() {
    clock.reset();
  }

  @Test
  void theOrderIsThatOfTheSequence() {
    List<UUID> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Action first = device.update("account", account, 7, Map.of("name", "A" + i));
      Action second = device.update("account", account, 7, Map.of("name", "B" + i));
      expected.addAll(List.of(first.id(), second.id()));
      clock.pass(JUMPS.get(i % JUMPS.size()));
      if (i % 3 == 0) {
        dataset.fault(StubDataset.Fault.DOWN, 2);
      }
      device.upload(device.batch(List.of(first, second)), "wait=0", Contract.requestAndAnswer());
    }
    eventually(device::isQuiet);
    assertEquals(expected, dataset.effectIds());
  }

  /** A report that was put off by a clock that ran ahead is not put off for as long. */
  @Test
  void whatConflictServiceIsToldComesAllTheSame() {
    clock.pass(Duration.ofDays(1));
    conflict.down(true);
    Action failed = device.update("account", account, 7, Map.of("name", "A"));
    Action held = device.update("account", account, 7, Map.of("name", "B"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed, held);
    eventually(() -> conflict.refused() > 0);
    clock.pass(Duration.ofHours(-25));
    conflict.down(false);
    eventually(() -> conflict.failed(failed.id()).size() == 1);

    dataset.mend(failed.id());
    device.resolve(failed.id(), 1, true);
    eventually(() -> conflict.settled(failed.id()).size() == 1);
    eventually(device::isQuiet);
    assertEquals(
        List.of(failed.id(), held.id()),
        dataset.effects().stream().map(ApplyAction::actionId).toList());
  }

  @Test
  void aHundredThatWaitBehindOneGoOnInTheirOrder() {
    Action failed = device.create("account", account, Map.of("name", "A"));
    List<Action> all = new ArrayList<>(List.of(failed));
    for (int i = 0; i < 100; i++) {
      all.add(
          i % 2 == 0
              ? device.update("account", account, 7, Map.of("name", "A" + i))
              : device.create(
                  "contact",
                  UUID.randomUUID(),
                  Map.of("name", "C", "parentcustomerid", account.toString())));
    }
    dataset.fail(failed.id(), refusal());
    device.upload(all.toArray(Action[]::new));
    assertEquals(100, device.states().values().stream().filter("held"::equals).count());
    device.resolve(failed.id(), 1, true);
    eventually(() -> conflict.failed(failed.id()).size() == 2);
    assertEquals(100, device.states().values().stream().filter("held"::equals).count());

    dataset.mend(failed.id());
    device.resolve(failed.id(), 2, true);
    eventually(() -> dataset.effects().size() == 101);
    assertEquals(all.stream().map(Action::id).toList(), dataset.effectIds());
  }
}
