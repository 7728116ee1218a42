package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.UploadLimits;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.StubDataset;
import dev.haversack.replay.testing.TestClock;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices that upload too much are asked to wait, and nothing of theirs is lost or half there. */
@QuarkusTest
class UploadLimitsTest extends ReplayTest {

  @Inject ConfigurationStore configuration;
  @Inject ObjectMapper json;
  @Inject Jdbc jdbc;
  @Inject TestClock clock;

  private static final Devices.Device NEW_DEVICE =
      new Devices.Device(UUID.randomUUID(), 0, Instant.EPOCH, RateWindow.EMPTY, 0, Waiting.NOTHING);

  /** By then it is looked up again how much waits. */
  private static final Duration COUNTED_AGAIN = Duration.ofSeconds(6);

  private final TestDevice device = new TestDevice();

  @AfterEach
  void thePresentAgain() {
    clock.reset();
  }

  @Test
  void aDeviceMayUploadSoMuchAMinute() {
    limit(new UploadLimits(5, null, null, null, null, null));
    var first = device.batch(device.creates(3));
    var second = device.batch(device.creates(3));
    send(device, first).then().statusCode(200);

    refused(send(device, second));
    device.get("").then().body("nextSequence", equalTo(4));
    send(device, first).then().statusCode(200).body("actions", hasSize(3));
    TestDevice other = new TestDevice(device.organization(), UUID.randomUUID());
    send(other, other.batch(other.creates(3))).then().statusCode(200);
  }

  @Test
  void allDevicesTogetherMayUploadSoMuchAMinute() {
    withinAMinute();
    limit(new UploadLimits(null, null, 5, null, null, null));
    TestDevice other = new TestDevice(device.organization(), UUID.randomUUID());
    send(device, device.batch(device.creates(3))).then().statusCode(200);
    refused(send(other, other.batch(other.creates(3))));
    TestDevice elsewhere = new TestDevice();
    send(elsewhere, elsewhere.batch(elsewhere.creates(3))).then().statusCode(200);
  }

  /** Whoever counts, and however long ago it was started: what was counted is in the database. */
  @Test
  void anotherInstanceKnowsWhatWasUploaded() {
    withinAMinute();
    limit(new UploadLimits(null, null, 5, null, null, null));
    send(device, device.batch(device.creates(3))).then().statusCode(200);
    var uploads = new OrganizationUploads(jdbc);
    Limits ofAnotherInstance =
        new Limits(new KnownLimits(configuration, uploads, clock), uploads, clock);
    var key = new DeviceKey(device.organization(), UUID.randomUUID());

    var e =
        assertThrows(
            ProblemException.class, () -> ofAnotherInstance.check(key, NEW_DEVICE, actions(3)));

    assertEquals(ProblemCode.TOO_MANY_ACTIONS, e.code());
    ofAnotherInstance.check(key, NEW_DEVICE, actions(2));
  }

  /** However many come at once: all but the first few find out while they are stored. */
  @Test
  void thoseWhoComeAtOnceAreCountedTogether() throws Exception {
    withinAMinute();
    limit(new UploadLimits(null, null, 10, null, null, null));
    int devices = 40;
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        TestDevice one = new TestDevice(device.organization(), UUID.randomUUID());
        sent.add(threads.submit(() -> send(one, one.batch(one.creates(2))).statusCode()));
      }
      for (Future<Integer> one : sent) {
        answers.add(one.get());
      }
    }
    long accepted = answers.stream().filter(status -> status == 200).count();
    assertEquals(devices - accepted, answers.stream().filter(status -> status == 429).count());
    // Those whose transactions overlap in different parts do not see each other.
    assertTrue(accepted >= 5 && accepted <= 5 + 16, accepted + " were accepted");
    assertEquals(2 * accepted, new OrganizationUploads(jdbc).counted(device.organization()));
    assertEquals(2 * accepted, dataset.effects().size());
  }

  /** Not about to end while a test counts on it. */
  private static void withinAMinute() {
    eventually(() -> Instant.now().atZone(ZoneOffset.UTC).getSecond() < 46);
  }

  @Test
  void whileTheQueuesOfAllAreLongNobodyAddsToThem() {
    limit(new UploadLimits(null, null, null, 5, null, null));
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    upload("wait=0", 4).then().statusCode(202);
    TestDevice other = new TestDevice(device.organization(), UUID.randomUUID());
    var more = other.batch(other.creates(3));

    clock.pass(COUNTED_AGAIN);
    refused(send(other, more));
    dataset.recover();
    eventually(device::isQuiet);
    clock.pass(COUNTED_AGAIN);
    send(other, more).then().statusCode(200);

    assertEquals(7, dataset.effects().size());
  }

  @Test
  void whatIsRefusedForAnotherReasonIsNotCounted() {
    withinAMinute();
    limit(new UploadLimits(null, null, 5, null, null, null));
    TestDevice other = new TestDevice(device.organization(), UUID.randomUUID());
    Action taken = other.creates(1).getFirst();
    send(other, other.batch(List.of(taken))).then().statusCode(200);
    for (int i = 0; i < 3; i++) {
      TestDevice wrong = new TestDevice(device.organization(), UUID.randomUUID());
      Action again = wrong.creates(1).getFirst().with("actionId", taken.id());
      List<Action> batch = new ArrayList<>(List.of(again));
      batch.addAll(wrong.creates(3));
      send(wrong, wrong.batch(batch)).then().statusCode(409);
    }
    send(device, device.batch(device.creates(4))).then().statusCode(200);
  }

  @Test
  void whileTheQueueIsLongNothingIsAddedAndNothingIsDropped() {
    limit(new UploadLimits(null, 5, null, null, null, null));
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    upload("wait=0", 4).then().statusCode(202);
    var more = device.batch(device.creates(3));
    refused(send(device, more));

    dataset.recover();
    eventually(device::isQuiet);
    send(device, more).then().statusCode(200);
    assertEquals(7, dataset.effects().size());
  }

  @Test
  void whatWaitsOfADeviceIsNotMoreThanItsSizeAllows() {
    limit(new UploadLimits(null, null, null, null, 3_000L, null));
    largeActionsWaitFor(this::device);
  }

  @Test
  void whatWaitsOfAllIsNotMoreThanItsSizeAllows() {
    limit(new UploadLimits(null, null, null, null, null, 3_000L));
    largeActionsWaitFor(() -> new TestDevice(device.organization(), UUID.randomUUID()));
  }

  /** However large the first is: it finds nothing that waits. */
  private void largeActionsWaitFor(Supplier<TestDevice> next) {
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    device
        .upload(device.batch(large(device, 4_000)), "wait=0", Contract.requestAndAnswer())
        .then()
        .statusCode(202);
    TestDevice other = next.get();
    var more = other.batch(large(other, 10));
    clock.pass(COUNTED_AGAIN);
    refused(send(other, more));

    dataset.recover();
    eventually(device::isQuiet);
    clock.pass(COUNTED_AGAIN);
    send(other, more).then().statusCode(200);
    clock.pass(COUNTED_AGAIN);
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    TestDevice third = next.get();
    third
        .upload(third.batch(large(third, 1_000)), "wait=0", Contract.requestAndAnswer())
        .then()
        .statusCode(202);
    clock.pass(COUNTED_AGAIN);
    TestDevice fourth = next.get();
    fourth
        .upload(fourth.batch(large(fourth, 1_000)), "wait=0", Contract.requestAndAnswer())
        .then()
        .statusCode(202);
    clock.pass(COUNTED_AGAIN);
    TestDevice fifth = next.get();
    refused(send(fifth, fifth.batch(large(fifth, 1_000))));
    dataset.recover();
  }

  private TestDevice device() {
    return device;
  }

  private static List<Action> large(TestDevice of, int characters) {
    Action one = of.creates(1).getFirst();
    return List.of(one.with("attributes", Map.of("subject", "x".repeat(characters))));
  }

  private static Waiting actions(int number) {
    return new Waiting(number, 0);
  }

  private Response upload(String prefer, int actions) {
    return device.upload(
        device.batch(device.creates(actions)), prefer, Contract.requestAndAnswer());
  }

  private static Response send(TestDevice from, Map<String, Object> batch) {
    return from.upload(batch, "wait=10", Contract.requestAndAnswer());
  }

  private static void refused(Response answer) {
    answer.then().statusCode(429).body("code", equalTo("too-many-actions"));
    int seconds = Integer.parseInt(answer.header("Retry-After"));
    assertTrue(seconds > 0 && seconds <= 71, "Retry-After " + seconds);
  }

  private void limit(UploadLimits limits) {
    UUID organization = device.organization();
    var settings =
        new OrganizationSettings(
            ConflictDetection.ATTRIBUTE,
            30,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            limits,
            null,
            null);
    configuration.apply(
        organization,
        new FeedPage(
            1L,
            List.of(
                new FeedEntry(
                    1L,
                    FeedKind.ORGANIZATION,
                    organization.toString(),
                    json.valueToTree(new Organization(organization, "O", settings))))));
  }
}
