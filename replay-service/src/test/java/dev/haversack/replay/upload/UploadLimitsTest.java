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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
      new Devices.Device(UUID.randomUUID(), 0, Instant.EPOCH, RateWindow.EMPTY, 0);

  /** By then it is looked up again how much waits. */
  private static final Duration COUNTED_AGAIN = Duration.ofSeconds(6);

  private final TestDevice device = new TestDevice();

  @AfterEach
  void thePresentAgain() {
    clock.reset();
  }

  @Test
  void aDeviceMayUploadSoMuchAMinute() {
    limit(new UploadLimits(5, null, null, null));
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
    limit(new UploadLimits(null, null, 5, null));
    TestDevice other = new TestDevice(device.organization(), UUID.randomUUID());
    send(device, device.batch(device.creates(3))).then().statusCode(200);
    refused(send(other, other.batch(other.creates(3))));
    TestDevice elsewhere = new TestDevice();
    send(elsewhere, elsewhere.batch(elsewhere.creates(3))).then().statusCode(200);
  }

  /** Whoever counts, and however long ago it was started: what was counted is in the database. */
  @Test
  void anotherInstanceKnowsWhatWasUploaded() {
    limit(new UploadLimits(null, null, 5, null));
    send(device, device.batch(device.creates(3))).then().statusCode(200);
    Limits ofAnotherInstance = new Limits(configuration, new OrganizationUploads(jdbc), clock);

    var e =
        assertThrows(
            ProblemException.class,
            () -> ofAnotherInstance.check(device.organization(), NEW_DEVICE, 3));

    assertEquals(ProblemCode.TOO_MANY_ACTIONS, e.code());
    ofAnotherInstance.check(device.organization(), NEW_DEVICE, 2);
  }

  @Test
  void whileTheQueuesOfAllAreLongNobodyAddsToThem() {
    limit(new UploadLimits(null, null, null, 5));
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
    limit(new UploadLimits(null, null, 5, null));
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
    limit(new UploadLimits(null, 5, null, null));
    dataset.fault(StubDataset.Fault.DOWN, 1_000_000);
    upload("wait=0", 4).then().statusCode(202);
    var more = device.batch(device.creates(3));
    refused(send(device, more));

    dataset.recover();
    eventually(device::isQuiet);
    send(device, more).then().statusCode(200);
    assertEquals(7, dataset.effects().size());
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
    assertTrue(seconds > 0 && seconds <= 61, "Retry-After " + seconds);
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
