package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** dataset-service is told how far the actions of a device have been tried, or wait. */
@QuarkusTest
class ThroughSequenceTest extends ReplayTest {

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();

  @Test
  void whatWaitsCountsAlsoWhereNothingIsLeftToApply() {
    Action failed = device.update("account", account, 7, Map.of("name", "A"));
    Action held = device.update("account", account, 7, Map.of("name", "B"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    assertEquals(1, dataset.calls().getLast().throughSequence());
    device.upload(held);
    eventually(() -> dataset.calls().getLast().throughSequence() == 2);
    assertTrue(dataset.calls().getLast().actions().isEmpty());
  }

  @Test
  void itIsTheLastOfWhatIsSentAndHeld() {
    Action failed = device.update("account", account, 7, Map.of("name", "A"));
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    Action free = device.create("task", UUID.randomUUID(), Map.of("subject", "T"));
    Action held = device.update("account", account, 7, Map.of("name", "B"));
    device.upload(free, held);
    ApplyRequest last = dataset.calls().getLast();
    assertEquals(3, last.throughSequence());
    assertEquals(1, last.actions().size());
  }
}
