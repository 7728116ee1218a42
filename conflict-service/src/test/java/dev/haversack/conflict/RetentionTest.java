package dev.haversack.conflict;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settled errors go after the time that the organization says; open ones never. */
@QuarkusTest
class RetentionTest extends ResolutionFixture {

  private static final String ERROR = "/conflict/v1/sync-errors/{id}";

  @Inject Staff staff;
  @Inject TestClock clock;

  @AfterEach
  void presentTime() {
    clock.reset();
  }

  @Test
  void whatWasSettledLongAgoIsRemovedWithEverythingAboutIt() {
    UUID settled = settled(scene);
    UUID open = scene.conflict();
    UUID decided = scene.conflict();
    scene.discard(decided);
    Scene forever = new Scene();
    UUID kept = settled(forever);
    Scene shorter = new Scene();
    UUID sooner = settled(shorter);
    staff.keep(scene.organization, 30);
    staff.keep(shorter.organization, 28);
    staff.keep(forever.organization, null);

    clock.pass(Duration.ofDays(29));
    awaitGone(shorter, sooner);
    scene.asAnna().get(ERROR, settled).then().statusCode(200);
    clock.pass(Duration.ofDays(2));
    awaitGone(scene, settled);

    scene.asAnna().get(ERROR, open).then().statusCode(200).body("state", equalTo("active"));
    scene.asAnna().get(ERROR, decided).then().statusCode(200).body("state", equalTo("resolving"));
    forever.asAnna().get(ERROR, kept).then().statusCode(200);
  }

  private static UUID settled(Scene scene) {
    UUID error = scene.conflict();
    scene.asAnna().body("{\"text\": \"Well.\"}").post(ERROR + "/comments", error);
    scene.settle(error, scene.discard(error), "discarded");
    return error;
  }

  private static void awaitGone(Scene scene, UUID error) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> scene.asAnna().get(ERROR, error).statusCode() == 404);
  }
}
