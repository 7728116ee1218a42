package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A device that sends no base values builds on what it entered itself before. */
@QuarkusTest
class OwnEditsTest extends ReplayTest {

  private final TestDevice device = new TestDevice();
  private final UUID account = UUID.randomUUID();

  @Test
  void theSecondEditOfAGroupBuildsOnTheFirst() {
    device.upload(visits(7, 15), visits(7, 20));

    assertNull(baseOf(0));
    assertEquals("{\"visits\":15}", baseOf(1));
  }

  @Test
  void whatItSawOfTheServerSinceCounts() {
    device.upload(visits(7, 15));
    device.upload(
        device.update("account", account, 7, Map.of("name", "B")), visits(12, 41), visits(12, 42));

    assertNull(baseOf(1));
    assertNull(baseOf(2));
    assertEquals("{\"visits\":41}", baseOf(3));
  }

  @Test
  void withoutAVersionNothingIsKnown() {
    Action create = device.create("account", account, Map.of("name", "Ruck", "visits", 10));
    Action update = visits(0, 15);
    Action unversioned = visits(0, 20);
    unversioned.remove("baseVersion");
    device.upload(create, update, unversioned);

    assertNull(baseOf(1));
    assertNull(baseOf(2));
  }

  @Test
  void whatWasMadeAnewHasNothingOfTheFormerRecord() {
    device.upload(
        visits(7, 15),
        device.delete("account", account, 7),
        device.create("account", account, Map.of("name", "Ruck")),
        visits(7, 4));
    device.upload(visits(7, 5));

    assertNull(baseOf(3));
    assertEquals("{\"visits\":4}", baseOf(4));
  }

  @Test
  void editsOfFormerTurnsCountAsLongAsTheDeviceHasNotSeenTheirOutcome() {
    int version = device.upload(visits(7, 15)).path("actions[0].version");
    device.upload(visits(7, 20));
    device.upload(visits(version + 1, 30));

    assertEquals("{\"visits\":15}", baseOf(1));
    assertNull(baseOf(2));
  }

  @Test
  void theLastOfSeveralEditsCounts() {
    device.upload(visits(7, 15));
    device.upload(visits(7, 20));
    device.upload(device.update("account", account, 7, Map.of("name", "B", "visits", 22)));
    device.upload(device.update("account", account, 7, Map.of("name", "C", "visits", 23)));

    assertEquals("{\"visits\":20}", baseOf(2));
    assertEquals(Map.of("name", "B", "visits", 22), baseMap(3));
  }

  @Test
  void whatTheDeviceSaysItselfCounts() {
    device.upload(visits(7, 15));
    device.upload(visits(7, 20).with("baseValues", Map.of("visits", 16)));

    assertEquals("{\"visits\":16}", baseOf(1));
  }

  @Test
  void otherRecordsAndOtherAttributesTellNothing() {
    UUID other = UUID.randomUUID();
    device.upload(visits(7, 15), device.update("account", other, 7, Map.of("visits", 1)));
    device.upload(
        device.update("account", account, 7, Map.of("name", "B")),
        device.update("contact", account, 7, Map.of("visits", 2)));

    assertNull(baseOf(1));
    assertNull(baseOf(2));
    assertNull(baseOf(3));
  }

  @Test
  void whatACommandMadeOfTheRecordIsNotKnown() {
    UUID other = UUID.randomUUID();
    device.upload(
        device.update("account", other, 7, Map.of("visits", 1)),
        device.update("opportunity", account, 7, Map.of("visits", 15)),
        device.command("WinOpportunity", "opportunity", account, Map.of()),
        device.update("account", other, 7, Map.of("visits", 2)),
        device.update("opportunity", account, 7, Map.of("visits", 20)));
    assertNull(baseOf(4));
    assertEquals("{\"visits\":1}", baseOf(3));

    device.upload(device.update("opportunity", account, 7, Map.of("visits", 30)));
    assertEquals("{\"visits\":20}", baseOf(5));
  }

  @Test
  void whatACommandOfAFormerTurnMadeOfTheRecordIsNotKnown() {
    device.upload(device.update("opportunity", account, 7, Map.of("visits", 15)));
    device.upload(device.command("WinOpportunity", "opportunity", account, Map.of()));
    device.upload(device.update("opportunity", account, 7, Map.of("visits", 20)));

    assertNull(baseOf(2));
  }

  @Test
  void whatSomebodyDecidedIsNotWhatTheDeviceHad() {
    Action failed = visits(7, 15);
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    eventually(() -> conflict.failed(failed.id()).size() == 1);
    dataset.mend(failed.id());
    device.resolve(failed.id(), 1, true, Map.of("attributes", Map.of("visits", 99)));
    eventually(() -> dataset.effects().size() == 1);

    device.upload(visits(7, 20));

    assertNull(baseOf(1));
  }

  @Test
  void whatWasGivenUpIsNotKnownAndNeitherIsWhatWasBefore() {
    device.upload(visits(7, 12));
    Action failed = visits(7, 15);
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    eventually(() -> conflict.failed(failed.id()).size() == 1);
    device.resolve(failed.id(), 1, false);
    eventually(() -> "discarded".equals(device.states().get(failed.id())));

    device.upload(visits(7, 16));

    assertNull(baseOf(1));
  }

  @Test
  void whatFailsForAnotherReasonKeepsWhatItBuiltOn() {
    device.upload(visits(7, 15));
    Action failed = device.update("account", account, 7, Map.of("name", "B", "visits", 20));
    dataset.fail(failed.id(), refusal());
    device.upload(failed);
    eventually(() -> conflict.failed(failed.id()).size() == 1);
    dataset.mend(failed.id());
    device.resolve(
        failed.id(),
        1,
        true,
        Map.of("attributes", Map.of("name", "C", "visits", 20), "baseVersion", 9));
    eventually(() -> dataset.effects().size() == 2);

    assertEquals("{\"visits\":15}", baseOf(1));
  }

  @Test
  void longValuesAreNotCarriedAlong() {
    String note = "n".repeat(200_000);
    device.upload(
        device.update("account", account, 7, Map.of("note", note)),
        device.update("account", account, 7, Map.of("note", note)),
        device.update("account", account, 7, Map.of("note", "short")));
    device.upload(device.update("account", account, 7, Map.of("note", note)));
    device.upload(device.update("account", account, 7, Map.of("note", "short")));

    assertEquals(200_000, dataset.effects().get(1).baseValues().get("note").asText().length());
    assertNull(baseOf(2));
    assertEquals("{\"note\":\"short\"}", baseOf(3));
    assertNull(baseOf(4));
  }

  private Action visits(long baseVersion, int visits) {
    return device.update("account", account, baseVersion, Map.of("visits", visits));
  }

  private String baseOf(int effect) {
    var base = dataset.effects().get(effect).baseValues();
    return base == null ? null : base.toString();
  }

  private Map<String, Object> baseMap(int effect) {
    var base = dataset.effects().get(effect).baseValues();
    return Map.of("name", base.get("name").asText(), "visits", base.get("visits").asInt());
  }
}
