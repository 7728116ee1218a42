package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may decide, on which state, and what the history keeps of it. */
@QuarkusTest
class WhoDecidesTest extends ResolutionFixture {

  private static final String RESOLVE = "/conflict/v1/sync-errors/{id}/resolution";

  @Test
  void anAdministratorDecidesForTheUser() {
    UUID error = scene.conflict();

    resolve(scene.asRuth(), error, "{\"resolution\": \"discard\"}")
        .then()
        .statusCode(202)
        .body("resolution.resolvedBy", equalTo(scene.ruth.toString()));

    assertEquals(scene.ruth.toString(), replay.order().getString("resolvedBy"));
  }

  @Test
  void nobodyElseDecides() {
    UUID error = scene.conflict();
    String discard = "{\"resolution\": \"discard\"}";

    resolve(scene.asMoses(), error, discard).then().statusCode(404);
    resolve(new Scene().asRuth(), error, discard).then().statusCode(404);
    resolve(scene.asAnna(), UUID.randomUUID(), discard).then().statusCode(404);
    resolve(scene.asReplayService(), error, discard).then().statusCode(403);
    given()
        .filter(Contract.answer())
        .contentType(ContentType.JSON)
        .body(discard)
        .post(RESOLVE, error)
        .then()
        .statusCode(401);

    scene.show(error).then().body("state", equalTo("active"));
  }

  @Test
  void whoDecidesOnAnOlderStateIsTold() {
    UUID error = scene.conflict();
    String seen = scene.show(error).header("ETag");
    scene.report(scene.denied(error, 2, "2026-11-23T12:00:00Z"));

    resolve(scene.asAnna().header("If-Match", seen), error, "{\"resolution\": \"discard\"}")
        .then()
        .statusCode(412)
        .body("code", equalTo("version-mismatch"));

    String present = scene.show(error).header("ETag");
    resolve(scene.asAnna().header("If-Match", present), error, "{\"resolution\": \"discard\"}")
        .then()
        .statusCode(202);
    assertEquals(2, replay.order().getInt("attempt"));
  }

  @Test
  void whoComesSecondIsToldThePresentState() {
    UUID error = scene.conflict();
    scene.discard(error);

    resolve(scene.asRuth().header("If-Match", "\"1\""), error, "{\"resolution\": \"keep-mine\"}")
        .then()
        .statusCode(409)
        .body("code", equalTo("already-resolved"))
        .body("detail", containsString("resolving (ETag \"2\")"))
        .body("detail", containsString("discard was decided by user " + scene.anna));
  }

  @Test
  void aSettledErrorCannotBeDecidedAgain() {
    UUID error = scene.conflict();
    scene.settle(error, scene.discard(error), "discarded");

    scene
        .resolve(error, "{\"resolution\": \"keep-mine\"}")
        .then()
        .statusCode(409)
        .body("detail", containsString("resolved"));
  }

  @Test
  void theHistoryTellsWhoDecidedWhatWhenAndWhy() {
    UUID error = scene.conflict();
    scene.resolve(error, "{\"resolution\": \"keep-mine\", \"reason\": \"Mine is newer.\"}");
    scene.report(scene.conflict(error, 2, "2026-11-23T12:00:00Z"));
    String second =
        resolve(scene.asRuth(), error, "{\"resolution\": \"keep-theirs\"}").path("resolution.id");

    scene.settle(error, second, "discarded");

    scene
        .show(error)
        .then()
        .body("history.attempt", contains(1, 2))
        .body("history.type", contains("conflict", "conflict"))
        .body("history[0].resolutions.resolution", contains("keep-mine"))
        .body("history[1].resolutions.resolution", contains("keep-theirs"))
        .body("history[0].resolutions.resolvedBy", contains(scene.anna.toString()))
        .body("history[1].resolutions.resolvedBy", contains(scene.ruth.toString()))
        .body("history[0].resolutions.outcome", contains("failed"))
        .body("history[1].resolutions.outcome", contains("discarded"))
        .body("history[0].resolutions.reason", contains("Mine is newer."))
        .body("history[0].attributes.name", equalTo("200 rucksacks"))
        .body("resolution.id", equalTo(second));
  }
}
