package dev.haversack.conflict;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Seeing, counting and settling many errors: by conditions, and by who reports to whom. */
@QuarkusTest
class ManyErrorsTest extends ResolutionFixture {

  private static final String ERRORS = "/conflict/v1/sync-errors";

  @Inject ConfigurationStore configuration;

  private final UUID boss = UUID.randomUUID();
  private final UUID chief = UUID.randomUUID();
  private final UUID team = UUID.randomUUID();
  private final UUID unit = UUID.randomUUID();

  @Test
  void conditionsNarrowTheListAndTheCounts() throws IOException {
    UUID conflict = scene.conflict();
    UUID vanished = scene.vanished();
    UUID denied = scene.denied();

    scene
        .asAnna()
        .get(ERRORS + "/counts")
        .then()
        .statusCode(200)
        .body("total", equalTo(3))
        .body("byState.active", equalTo(3))
        .body("byType.conflict", equalTo(1))
        .body("byEntity.opportunity", equalTo(3));
    scene
        .asAnna()
        .get(ERRORS + "/counts?type=conflict&entity=opportunity")
        .then()
        .body("total", equalTo(1));
    scene
        .asAnna()
        .get(ERRORS + "?failedAfter=2026-11-23T10:15:31Z&failedBefore=2026-11-23T10:15:33Z")
        .then()
        .body("items.id", contains(vanished.toString()));
    scene
        .asAnna()
        .get(ERRORS + "?failedBefore=2026-11-23T10:15:31Z")
        .then()
        .body("items.id", contains(conflict.toString()));
    scene.asAnna().get(ERRORS + "/counts?state=resolved").then().body("total", equalTo(0));
    scene.asMoses().get(ERRORS + "/counts").then().body("total", equalTo(0));
    scene
        .asAnna()
        .get(ERRORS + "?failedAfter=2026-11-23T10:15:33Z")
        .then()
        .body("items.id", contains(denied.toString()));
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .get(ERRORS + "/counts?failedAfter=yesterday")
        .then()
        .statusCode(400);
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .get(ERRORS + "/counts?state=lost")
        .then()
        .statusCode(400);
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .queryParam("failedBefore", "+999999999-12-31T23:59:59Z")
        .get(ERRORS)
        .then()
        .statusCode(400);
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .body("{\"resolution\": \"discard\", \"failedAfter\": \"+999999999-12-31T23:59:59Z\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(400)
        .body("errors.field", contains("failedAfter"));
  }

  @Test
  void thoseAboveSeeAndSettleWhatThoseBelowThemMeet() throws IOException {
    UUID error = scene.conflict();
    as(boss).get(ERRORS + "/" + error).then().statusCode(404);

    configuration.apply(scene.organization, directory(1));

    for (UUID above : new UUID[] {boss, chief}) {
      as(above).get(ERRORS).then().body("items.id", contains(error.toString()));
      as(above)
          .get(ERRORS + "/" + error)
          .then()
          .statusCode(200)
          .body("attributes", empty())
          .body("history[0].attributes", nullValue())
          .body("allowedResolutions", contains("keep-mine", "keep-theirs", "discard"));
      Scene.resolve(
              Scene.badCall(Tokens.user(scene.organization, above)),
              error,
              "{\"resolution\": \"resubmit\", \"attributes\": {\"name\": \"Mine\"}}")
          .then()
          .statusCode(403)
          .body("code", equalTo("forbidden"));
    }
    scene.asAnna().get(ERRORS + "/" + error).then().body("attributes", not(empty()));
    scene.asMoses().get(ERRORS).then().body("items", empty());
    scene.resolve(as(chief), error, "{\"resolution\": \"keep-theirs\"}").then().statusCode(202);
    assertEquals(chief.toString(), replay.order().getString("resolvedBy"));
  }

  @Test
  void thoseAboveSeeThatSomethingWasMergedAndNoValues() throws IOException {
    configuration.apply(scene.organization, directory(1));
    UUID merged = scene.conflict();
    scene
        .resolve(
            merged,
            "{\"resolution\": \"merge\", \"choices\": {\"estimatedvalue\": {\"value\": 7}}}")
        .then()
        .statusCode(202)
        .body("resolution.choices.estimatedvalue.value", equalTo(7));
    as(boss)
        .get(ERRORS + "/" + merged)
        .then()
        .body("resolution.resolution", equalTo("merge"))
        .body("resolution.choices", nullValue())
        .body("resolution.attributes", nullValue())
        .body("history[0].resolutions[0].choices", nullValue());
  }

  @Test
  void teamsNarrowByTheirPresentMembers() throws IOException {
    configuration.apply(scene.organization, directory(1));
    UUID error = scene.conflict();

    scene
        .asRuth()
        .get(ERRORS + "?teamId=" + team)
        .then()
        .body("items.id", contains(error.toString()));
    scene.asRuth().get(ERRORS + "/counts?teamId=" + unit).then().body("total", equalTo(0));
    scene.asRuth().get(ERRORS + "/counts?teamId=" + defaultTeam()).then().body("total", equalTo(1));
  }

  @Test
  void manyAreSettledAtOnceAndWhatDoesNotFitIsTold() {
    UUID first = scene.conflict();
    UUID second = scene.conflict();
    UUID denied = scene.denied();

    scene
        .asRuth()
        .body(
            "{\"resolution\": \"keep-theirs\", \"entity\": \"opportunity\", \"reason\": \"Agreed\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(200)
        .body("decided", containsInAnyOrder(first.toString(), second.toString()))
        .body("refused.id", contains(denied.toString()))
        .body("refused.code", contains("resolution-not-applicable"))
        .body("nextCursor", nullValue());

    scene.asAnna().get(ERRORS + "/counts?state=active").then().body("total", equalTo(1));
    scene.show(first).then().body("resolution.reason", equalTo("Agreed"));
    scene
        .asRuth()
        .body("{\"resolution\": \"keep-theirs\", \"type\": \"conflict\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .body("decided", empty())
        .body("refused", empty());
  }

  @Test
  void aThousandAreSettledInOneCallAndTheNextCallGoesOn() {
    for (int i = 0; i < 1001; i++) {
      UUID id = UUID.randomUUID();
      scene.report(scene.denied(id, 1, "2026-11-23T10:15:%02d.%03dZ".formatted(i / 20, i % 20)));
    }
    String body = "{\"resolution\": \"keep-theirs\", \"type\": \"other\"%s}";

    var first = scene.asRuth().body(body.formatted("")).post(ERRORS + "/resolutions");
    first.then().body("refused", hasSize(1000));
    scene
        .asRuth()
        .body(body.formatted(", \"cursor\": \"" + first.path("nextCursor") + "\""))
        .post(ERRORS + "/resolutions")
        .then()
        .body("refused", hasSize(1))
        .body("nextCursor", nullValue());
  }

  @Test
  void whatOneDoesNotSeeOneDoesNotSettle() {
    UUID error = scene.conflict();

    scene
        .asMoses()
        .body("{\"resolution\": \"discard\", \"ids\": [\"%s\"]}".formatted(error))
        .post(ERRORS + "/resolutions")
        .then()
        .body("decided", empty())
        .body("refused.id", contains(error.toString()))
        .body("refused.code", contains("not-found"));
    scene.show(error).then().body("state", equalTo("active"));
    scene
        .asAnna()
        .body("{\"resolution\": \"discard\", \"ids\": [\"%s\"]}".formatted(error))
        .post(ERRORS + "/resolutions")
        .then()
        .body("decided", hasSize(1));
  }

  @Test
  void whoRepeatsACallWhoseAnswerWasLostLearnsWhatBecameOfIt() {
    UUID error = scene.conflict();
    UUID unknown = UUID.randomUUID();
    String call =
        "{\"resolution\": \"discard\", \"ids\": [\"%s\", \"%s\"]}".formatted(error, unknown);
    scene.asAnna().body(call).post(ERRORS + "/resolutions").then().body("decided", hasSize(1));

    scene
        .asAnna()
        .body(call)
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(200)
        .body("decided", empty())
        .body("refused.id", contains(error.toString(), unknown.toString()))
        .body("refused.code", contains("already-resolved", "not-found"))
        .body("refused[0].detail", containsString("discard was decided by user " + scene.anna));
    scene
        .asMoses()
        .body(call)
        .post(ERRORS + "/resolutions")
        .then()
        .body("refused.code", contains("not-found", "not-found"));
  }

  @Test
  void withoutAConditionOrWithChoicesMissingNothingIsDecided() {
    UUID error = scene.conflict();
    RequestSpecification bad = Scene.badCall(Tokens.user(scene.organization, scene.anna));

    bad.body("{\"resolution\": \"discard\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(422)
        .body("errors.field", contains("ids"));
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .body("{\"resolution\": \"merge\", \"entity\": \"opportunity\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(422)
        .body("errors.field", contains("resolution"));
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .body("{\"ids\": []}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(400);
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .body("{\"resolution\": \"discard\", \"entity\": \"Opportunities\"}")
        .post(ERRORS + "/resolutions")
        .then()
        .statusCode(400)
        .body("errors.field", contains("entity"));
    scene.show(error).then().body("state", equalTo("active"));
  }

  private RequestSpecification as(UUID user) {
    return Scene.call(Tokens.user(scene.organization, user));
  }

  private UUID defaultTeam() {
    return UUID.nameUUIDFromBytes(unit.toString().getBytes());
  }

  /** Anna below the boss below the chief, who by mistake is below Anna; all in one unit. */
  private FeedPage directory(long revision) throws IOException {
    String user =
        """
        {"revision": %1$d, "kind": "user", "id": "%2$s", "payload": {"id": "%2$s", "userName": "u",
          "fullName": "U", "businessUnitId": "%3$s", "managerId": "%4$s", "roleIds": [], "active": true}}
        """;
    String teams =
        """
        {"revision": %1$d, "kind": "team", "id": "%2$s", "payload": {"id": "%2$s", "name": "T",
          "kind": "owner", "businessUnitId": "%3$s", "memberIds": [%4$s], "roleIds": [], "isDefault": %5$s}}
        """;
    return new ObjectMapper()
        .readValue(
            "{\"revision\": %d, \"entries\": [%s, %s, %s, %s, %s]}"
                .formatted(
                    revision + 4,
                    user.formatted(revision, scene.anna, unit, boss),
                    user.formatted(revision + 1, boss, unit, chief),
                    user.formatted(revision + 2, chief, unit, scene.anna),
                    teams.formatted(revision + 3, team, unit, "\"" + scene.anna + "\"", false),
                    teams.formatted(revision + 4, defaultTeam(), unit, "", true)),
            FeedPage.class);
  }
}
