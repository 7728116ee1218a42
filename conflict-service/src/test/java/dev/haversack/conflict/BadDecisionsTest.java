package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.badCall;
import static dev.haversack.conflict.Scene.resolve;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions that do not fit the error, or that nobody can read. */
@QuarkusTest
class BadDecisionsTest extends ResolutionFixture {

  @Inject ConfigurationStore configuration;

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
  void valuesThatTheEntityNeverTakesAreRefusedBeforeTheyGoAnywhere() throws IOException {
    configuration.apply(scene.organization, feed());
    UUID error = scene.conflict();

    scene
        .resolve(
            error,
            """
            {"resolution": "resubmit",
             "attributes": {"name": 5, "estimatedvalue": 7.5, "colour": "red"}}
            """)
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.field", contains("attributes.name", "attributes.colour"))
        .body("errors.code", contains("wrong-type", "unknown-attribute"));
    scene
        .resolve(
            error,
            """
            {"resolution": "merge", "choices": {"estimatedvalue": {"value": 1e15}}}
            """)
        .then()
        .statusCode(422)
        .body("errors.field", contains("choices.estimatedvalue"))
        .body("errors.code", contains("out-of-range"));

    scene.show(error).then().body("state", equalTo("active")).header("ETag", "\"1\"");
  }

  private static FeedPage feed() throws IOException {
    return new ObjectMapper()
        .readValue(
            """
            {"revision": 1, "entries": [{"revision": 1, "kind": "entity", "id": "opportunity",
              "payload": {"logicalName": "opportunity", "displayName": "Opportunity",
                "custom": false, "ownership": "user", "primaryNameAttribute": "name",
                "directory": false,
                "attributes": [
                  {"logicalName": "name", "displayName": "Name", "type": "string",
                   "required": true, "system": false},
                  {"logicalName": "estimatedvalue", "displayName": "Value", "type": "money",
                   "required": false, "system": false}],
                "offline": {"enabled": true}}}]}
            """,
            FeedPage.class);
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
}
