package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.resolve;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions that replay-service will not carry out. */
@QuarkusTest
class RefusedOrdersTest extends ResolutionFixture {

  private static final String PROBLEM =
      """
      {"type": "about:blank", "title": "Rules are broken", "status": 422,
       "code": "validation-failed", "detail": "A create or update needs attributes."}
      """;

  @Test
  void aRefusalOpensTheErrorAgainAndIsKept() {
    UUID error = scene.conflict();
    replay.refuseNext(422, PROBLEM);

    keepMineAndWait(error)
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"")
        .body("state", equalTo("active"))
        .body("attempt", equalTo(1))
        .body("allowedResolutions", hasItem("keep-mine"))
        .body("resolution.resolution", equalTo("keep-mine"))
        .body("resolution.outcome", equalTo("refused"))
        .body("resolution.refusal.code", equalTo("validation-failed"))
        .body("resolution.refusal.detail", equalTo("A create or update needs attributes."));
  }

  @Test
  void theNextDecisionAboutTheSameAttemptCounts() {
    UUID error = scene.conflict();
    replay.refuseNext(422, PROBLEM);
    keepMineAndWait(error);

    String second = scene.discard(error);

    // The refused order is done with: the next one of the same error is not kept behind it.
    assertEquals(second, replay.order().getString("resolutionId"));
    scene.settle(error, second, "discarded");
    scene
        .show(error)
        .then()
        .body("state", equalTo("resolved"))
        .body("history.attempt", contains(1))
        .body("history[0].resolutions.resolution", contains("keep-mine", "discard"))
        .body("history[0].resolutions.outcome", contains("refused", "discarded"))
        .body("history[0].resolutions[1].refusal", nullValue());
    assertEquals(0, replay.waiting());
  }

  @Test
  void aSettledReportOfTheRefusedDecisionChangesNothing() {
    UUID error = scene.conflict();
    replay.refuseNext(404, PROBLEM);
    String refused = keepMineAndWait(error).path("resolution.id");

    scene.settle(error, refused, "applied");

    scene.show(error).then().body("state", equalTo("active"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>Too large</html>", "{\"colour\": \"red\"}"})
  void whatStandsBetweenTheServicesRefusesNothing(String body) {
    UUID error = scene.conflict();
    replay.refuseNext(404, body);

    String decision = scene.discard(error);

    assertEquals(decision, replay.order().getString("resolutionId"));
    scene.show(error).then().body("state", equalTo("resolving"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 503})
  void whatMayPassIsSentAgain(int status) {
    UUID error = scene.conflict();
    replay.refuseNext(status, PROBLEM);

    String decision = scene.discard(error);

    assertEquals(decision, replay.order().getString("resolutionId"));
    scene.show(error).then().body("state", equalTo("resolving"));
  }

  private Response keepMineAndWait(UUID error) {
    return resolve(
        scene.asAnna().header("Prefer", "wait=20"), error, "{\"resolution\": \"keep-mine\"}");
  }
}
