package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.badCall;
import static dev.haversack.conflict.Scene.resolve;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(ReplayPortResource.class)
class ResolutionResourceTest {

  private static final String RESOLVE = "/conflict/v1/sync-errors/{id}/resolution";

  private final Scene scene = new Scene();

  @ConfigProperty(name = "quarkus.rest-client.replay.url")
  URI replayUrl;

  private ReplayStub replay;

  @BeforeEach
  void startReplay() {
    replay = new ReplayStub(replayUrl, scene.organization);
  }

  @AfterEach
  void stopReplay() {
    replay.close();
  }

  @Test
  void keepMineSendsTheActionOnAgainstTheVersionSeen() {
    UUID error = scene.conflict();

    var answer =
        scene.resolve(error, "{\"resolution\": \"keep-mine\", \"reason\": \"Agreed by phone.\"}");

    answer
        .then()
        .statusCode(202)
        .header("ETag", "\"2\"")
        .body("state", equalTo("resolving"))
        .body("allowedResolutions", empty())
        .body("resolution.resolution", equalTo("keep-mine"))
        .body("resolution.reason", equalTo("Agreed by phone."))
        .body("resolution.resolvedBy", equalTo(scene.anna.toString()))
        .body("resolution.outcome", nullValue());
    JsonPath order = replay.order();
    assertEquals(
        Map.of(
            "resolutionId",
            answer.path("resolution.id"),
            "actionId",
            error.toString(),
            "attempt",
            1,
            "apply",
            true,
            "baseVersion",
            42,
            "resolvedBy",
            scene.anna.toString()),
        order.getMap(""));
    assertTrue(replay.tokens().getFirst().startsWith("Bearer "));
  }

  @Test
  void keepTheirsAndDiscardGiveTheActionUp() {
    for (String resolution : new String[] {"keep-theirs", "discard"}) {
      UUID error = scene.conflict();

      scene.resolve(error, "{\"resolution\": \"%s\"}".formatted(resolution));

      JsonPath order = replay.order();
      assertEquals(error.toString(), order.getString("actionId"));
      assertFalse(order.getBoolean("apply"));
      assertNull(order.get("attributes"));
    }
  }

  @Test
  void aMergeSendsMineWithoutTheirsWithWhatWasChosen() {
    UUID error = scene.conflict();

    scene
        .resolve(
            error,
            """
            {"resolution": "merge", "choices": {
              "estimatedvalue": {"take": "theirs"}, "name": {"take": "mine"},
              "description": {"value": "red ones"}, "city": {"value": null}}}
            """)
        .then()
        .statusCode(202)
        .body("resolution.attributes.description", equalTo("red ones"));

    JsonPath order = replay.order();
    assertEquals(42, order.getInt("baseVersion"));
    Map<String, Object> attributes = order.getMap("attributes");
    assertEquals(java.util.Set.of("name", "description", "city"), attributes.keySet());
    assertEquals("200 rucksacks", attributes.get("name"));
    assertNull(attributes.get("city"));
  }

  @Test
  void aMergeOfTheirsAloneGivesTheActionUp() {
    UUID error = scene.conflict();

    scene.resolve(
        error,
        """
        {"resolution": "merge", "choices": {"estimatedvalue": {"take": "theirs"},
          "name": {"take": "theirs"}, "description": {"take": "theirs"}}}
        """);

    assertFalse(replay.order().getBoolean("apply"));
  }

  @Test
  void aMergeMustDecideEveryConflictAndNothingElseThanBothSidesHave() {
    UUID error = scene.conflict();

    scene
        .resolve(error, "{\"resolution\": \"merge\", \"choices\": {\"colour\": {\"value\": 1}}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.field", contains("choices.colour", "choices.estimatedvalue"))
        .body("errors.code", contains("unknown-attribute", "missing-required"));

    scene.show(error).then().body("state", equalTo("active")).header("ETag", "\"1\"");
  }

  @Test
  void aVanishedRecordIsMadeAnew() {
    UUID error = scene.vanished();

    scene.resolve(
        error,
        """
        {"resolution": "resubmit", "operation": "create", "attributes": {"name": "anew"}}
        """);

    JsonPath order = replay.order();
    assertTrue(order.getBoolean("apply"));
    assertEquals("create", order.getString("operation"));
    assertEquals(Map.of("name", "anew"), order.getMap("attributes"));
    assertNull(order.get("baseVersion"));
  }

  @Test
  void keepMineOfARecordThatExistsUpdatesIt() {
    UUID error = scene.exists();

    scene.resolve(error, "{\"resolution\": \"keep-mine\"}");

    JsonPath order = replay.order();
    assertEquals("update", order.getString("operation"));
    assertEquals(7, order.getInt("baseVersion"));
  }

  @Test
  void aResolutionThatDoesNotFitIsRefusedNamingThoseThatDo() {
    UUID error = scene.denied();

    scene
        .resolve(error, "{\"resolution\": \"merge\"}")
        .then()
        .statusCode(422)
        .body("code", equalTo("resolution-not-applicable"))
        .body("detail", containsString("resubmit, discard"))
        .body("errors.field", contains("resolution"));
  }

  @Test
  void badDecisionsAreRefusedNamingTheFault() {
    UUID error = scene.conflict();
    String anna = Tokens.user(scene.organization, scene.anna);

    resolve(badCall(anna), error, "{}")
        .then()
        .statusCode(400)
        .body("errors.field", contains("resolution"));
    resolve(badCall(anna), error, "{\"resolution\": \"give-up\"}")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors.field", contains("resolution"));
    resolve(
            badCall(anna),
            error,
            "{\"resolution\": \"discard\", \"reason\": \"%s\"}".formatted("x".repeat(4001)))
        .then()
        .statusCode(400)
        .body("errors.field", contains("reason"));
    resolve(badCall(anna), error, "{\"resolution\": \"discard\", \"reason\": \"a\\u0000\"}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("reason"));
    resolve(
            badCall(anna),
            error,
            """
            {"resolution": "merge", "choices": {"estimatedvalue": {"take": "mine", "value": 1}}}
            """)
        .then()
        .statusCode(422)
        .body("errors.field", contains("choices.estimatedvalue"));
    resolve(badCall(anna).header("Prefer", "wait=soon"), error, "{\"resolution\": \"discard\"}")
        .then()
        .statusCode(400);

    scene.show(error).then().header("ETag", "\"1\"");
  }

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
        .body("history.resolution.resolution", contains("keep-mine", "keep-theirs"))
        .body(
            "history.resolution.resolvedBy", contains(scene.anna.toString(), scene.ruth.toString()))
        .body("history.resolution.outcome", contains("failed", "discarded"))
        .body("history[0].resolution.reason", equalTo("Mine is newer."))
        .body("history[0].attributes.name", equalTo("200 rucksacks"))
        .body("resolution.id", equalTo(second));
  }
}
