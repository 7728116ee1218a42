package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.resolve;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.EventReader;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking somebody to settle an error, settling it with one's own rights, and talking about it. */
@QuarkusTest
class HandingOverTest extends ResolutionFixture {

  private static final String ERROR = "/conflict/v1/sync-errors/{id}";
  private static final String ASSIGNEE = ERROR + "/assignee";
  private static final String COMMENTS = ERROR + "/comments";
  private static final String EVENTS = "/conflict/v1/sync-errors/events";
  private static final String KEEP_MINE = "{\"resolution\": \"keep-mine\", \"onOwnBehalf\": true}";

  @Inject Staff staff;

  private UUID boss;
  private UUID chief;

  /** Anna reports to the boss, and he to the chief; Moses to nobody. */
  @BeforeEach
  void directory() {
    boss = UUID.randomUUID();
    chief = UUID.randomUUID();
    staff.employ(scene.organization, chief, null, true);
    staff.employ(scene.organization, boss, chief, true);
    staff.employ(scene.organization, scene.anna, boss, true);
    staff.employ(scene.organization, scene.moses, null, true);
  }

  @Test
  void theOwnerAsksSomebodyAboveHim() {
    UUID error = scene.conflict();
    as(chief).get(ERROR, error).then().body("attributes", empty());

    assign(scene.asAnna(), error, chief)
        .statusCode(200)
        .header("ETag", "\"2\"")
        .body("assignedTo", equalTo(chief.toString()));

    as(chief)
        .get(ERROR, error)
        .then()
        .body("attributes", not(empty()))
        .body(
            "allowedResolutions",
            contains("keep-mine", "keep-theirs", "merge", "resubmit", "discard"));
    as(chief)
        .get("/conflict/v1/sync-errors?assignedTo=" + chief)
        .then()
        .body("items.id", contains(error.toString()))
        .body("items.assignedTo", contains(chief.toString()));
    as(boss).get(ERROR, error).then().body("attributes", empty());
    as(boss).get("/conflict/v1/sync-errors?assignedTo=" + boss).then().body("items", empty());
  }

  @Test
  void whoSeesNoValuesHandsNoneOn() {
    UUID error = scene.conflict();
    assign(as(boss), error, chief).statusCode(200).body("attributes", empty());
    as(chief).get(ERROR, error).then().statusCode(200).body("attributes", empty());
    resolve(as(chief), error, KEEP_MINE).then().statusCode(403);
  }

  @Test
  void nobodyElseIsAsked() {
    UUID error = scene.conflict();
    assign(scene.asAnna(), error, scene.moses)
        .statusCode(422)
        .body("errors.field", contains("userId"));
    assign(scene.asAnna(), error, scene.anna).statusCode(422);
    assign(scene.asAnna(), error, UUID.randomUUID()).statusCode(422);
    assign(scene.asRuth(), error, UUID.randomUUID()).statusCode(422);
    UUID gone = UUID.randomUUID();
    staff.employ(scene.organization, gone, null, false);
    assign(scene.asRuth(), error, gone).statusCode(422);
    assign(scene.asMoses(), error, chief).statusCode(404);
    scene
        .asAnna()
        .header("If-Match", "\"9\"")
        .body("{\"userId\": \"%s\"}".formatted(chief))
        .put(ASSIGNEE, error)
        .then()
        .statusCode(412);
    scene.show(error).then().body("assignedTo", nullValue());
  }

  @Test
  void anAdministratorHandsItToAnybodyAndTakesItBack() {
    UUID error = scene.conflict();
    scene.asMoses().get(ERROR, error).then().statusCode(404);
    assign(scene.asRuth(), error, scene.moses).statusCode(200);
    scene
        .asMoses()
        .get(ERROR, error)
        .then()
        .statusCode(200)
        .body("attributes.attribute", not(empty()));
    scene.asMoses().get("/conflict/v1/sync-errors/counts").then().body("total", equalTo(1));
    scene
        .asMoses()
        .body("{}")
        .put(ASSIGNEE, error)
        .then()
        .statusCode(200)
        .body("assignedTo", nullValue())
        .body("attributes", empty());
    assign(scene.asRuth(), error, scene.moses).statusCode(200);
    scene.asRuth().body("{}").put(ASSIGNEE, error).then().statusCode(200);
    scene.asMoses().get(ERROR, error).then().statusCode(404);
    scene
        .asRuth()
        .get(COMMENTS, error)
        .then()
        .body("items.kind", everyItem(equalTo("assignment")))
        .body("items[0].assignedTo", equalTo(scene.moses.toString()))
        .body("items[1]", not(hasKey("assignedTo")));
  }

  @Test
  void whoWasAskedSettlesItWithHisOwnRights() {
    UUID error = scene.conflict();
    assign(scene.asRuth(), error, scene.moses);
    resolve(scene.asMoses(), error, KEEP_MINE)
        .then()
        .statusCode(202)
        .body("resolution.onOwnBehalf", equalTo(true))
        .body("resolution.resolvedBy", equalTo(scene.moses.toString()));
    var order = replay.order();
    assertTrue(order.getBoolean("onOwnBehalf"));
    assertEquals(scene.moses.toString(), order.getString("resolvedBy"));
    scene
        .asRuth()
        .body("{\"userId\": \"%s\"}".formatted(chief))
        .put(ASSIGNEE, error)
        .then()
        .statusCode(200);
  }

  @Test
  void anAdministratorSettlesOnHisOwnBehalfOrOnTheUsers() {
    UUID error = scene.conflict();
    resolve(scene.asRuth(), error, KEEP_MINE).then().statusCode(202);
    assertTrue(replay.order().getBoolean("onOwnBehalf"));

    UUID other = scene.conflict();
    resolve(scene.asRuth(), other, "{\"resolution\": \"keep-mine\"}")
        .then()
        .statusCode(202)
        .body("resolution.onOwnBehalf", equalTo(false));
  }

  /** His attempt is told of, and the conflict is there for who has the rights. */
  @Test
  void whoHasTooFewRightsLeavesTheErrorAsItWas() throws Exception {
    UUID error = scene.conflict();
    var before = scene.show(error).jsonPath();
    String decision =
        resolve(scene.asRuth(), error, KEEP_MINE)
            .then()
            .statusCode(202)
            .extract()
            .path("resolution.id");
    assertEquals(1, replay.order().getInt("attempt"));
    String report = restored(error, 2);

    scene.report(report);
    scene.report(report);

    var after = scene.show(error).jsonPath();
    assertEquals("active", after.getString("state"));
    assertEquals(2, after.getInt("attempt"));
    for (String part :
        List.of(
            "type", "message", "failedAt", "attributes", "theirsVersion", "allowedResolutions")) {
      assertEquals(before.<Object>get(part), after.get(part), part);
    }
    assertEquals(decision, after.getString("resolution.id"));
    assertEquals("refused", after.getString("resolution.outcome"));
    assertEquals("privilege-denied", after.getString("resolution.refusal.code"));
    assertEquals("With the rights of Ruth: no.", after.getString("resolution.refusal.detail"));
    assertEquals(List.of(1, 2), after.getList("history.attempt"));
    try (EventReader ruth =
        new EventReader(EVENTS, Tokens.admin(scene.organization, scene.ruth), "0")) {
      for (String happened : List.of("failed", "decided", "refused")) {
        assertEquals(happened, ruth.next(5_000).name());
      }
      assertNull(ruth.next(300), "a repeated report is no news");
    }
    scene.resolve(error, "{\"resolution\": \"keep-mine\"}").then().statusCode(202);
    assertEquals(2, replay.order().getInt("attempt"));
  }

  private String restored(UUID error, int attempt) {
    String failed =
        scene.failed(
            error,
            attempt,
            "2026-11-23T11:00:00Z",
            "update",
            "{\"name\": \"Something else\"}",
            """
            {"type": "other", "code": "privilege-denied", "message": "With the rights of Ruth: no."}
            """);
    return failed.replace("\"failedAt\"", "\"restored\": true, \"failedAt\"");
  }

  @Test
  void onesOwnRightsAreForNobodyElse() {
    UUID error = scene.conflict();
    resolve(scene.asAnna(), error, KEEP_MINE).then().statusCode(403);
    resolve(as(boss), error, KEEP_MINE).then().statusCode(403);
    resolve(scene.asRuth(), error, "{\"resolution\": \"discard\", \"onOwnBehalf\": true}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("onOwnBehalf"));
    scene.show(error).then().body("state", equalTo("active"));
    UUID follow = UUID.randomUUID();
    scene.report(
        scene
            .failed(
                follow,
                1,
                "2026-11-23T10:15:33Z",
                "follow",
                "null",
                "{\"type\": \"other\", \"code\": \"privilege-denied\", \"message\": \"No.\"}")
            .replace(" \"attributes\": null,", ""));
    resolve(scene.asRuth(), follow, "{\"resolution\": \"resubmit\", \"onOwnBehalf\": true}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("onOwnBehalf"));
  }

  @Test
  void actionsOfALocalTransactionKeepTheRightsOfWhoMadeThem() {
    UUID error = UUID.randomUUID();
    UUID transaction = UUID.randomUUID();
    scene.report(
        scene
            .failed(
                error,
                1,
                "2026-11-23T10:15:33Z",
                "update",
                "{\"name\": \"Mine\"}",
                "{\"type\": \"other\", \"code\": \"privilege-denied\", \"message\": \"No.\"}")
            .replace(
                "\"baseVersion\"",
                "\"transactionId\": \"%s\", \"baseVersion\"".formatted(transaction)));
    scene.show(error).then().body("transactionId", equalTo(transaction.toString()));
    scene
        .asAnna()
        .get("/conflict/v1/sync-errors")
        .then()
        .body("items.transactionId", contains(transaction.toString()));

    resolve(scene.asRuth(), error, "{\"resolution\": \"resubmit\", \"onOwnBehalf\": true}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("onOwnBehalf"));
    resolve(scene.asRuth(), error, "{\"resolution\": \"resubmit\"}").then().statusCode(202);
  }

  @Test
  void whatIsSettledIsHandedToNobody() {
    UUID error = scene.conflict();
    scene.settle(error, scene.discard(error), "discarded");
    assign(scene.asAnna(), error, boss).statusCode(409).body("code", equalTo("already-resolved"));
  }

  @Test
  void everybodyWhoSeesItTalksAboutIt() {
    UUID error = scene.conflict();
    String id = UUID.randomUUID().toString();
    comment(scene.asAnna(), error, id, "He wants it cheaper.").statusCode(201);
    comment(scene.asAnna(), error, id, "He wants it cheaper.").statusCode(201);
    comment(scene.asAnna(), error, id, "Other words").statusCode(409);
    comment(as(boss), error, UUID.randomUUID().toString(), "So let him.").statusCode(201);
    comment(scene.asMoses(), error, UUID.randomUUID().toString(), "Me too").statusCode(404);
    scene.settle(error, scene.discard(error), "discarded");
    comment(scene.asRuth(), error, UUID.randomUUID().toString(), "Fine.").statusCode(201);

    String next =
        scene
            .asAnna()
            .get(COMMENTS + "?limit=2", error)
            .then()
            .body("items.text", contains("He wants it cheaper.", "So let him."))
            .body("items.writtenBy", contains(scene.anna.toString(), boss.toString()))
            .body("items.writtenAt", everyItem(notNullValue()))
            .extract()
            .path("nextCursor");
    scene
        .asAnna()
        .queryParam("cursor", next)
        .get(COMMENTS, error)
        .then()
        .body("items.text", contains("Fine."))
        .body("$", not(hasKey("nextCursor")));
    Scene.badCall(Tokens.user(scene.organization, scene.anna))
        .body("{\"text\": \"\"}")
        .post(COMMENTS, error)
        .then()
        .statusCode(400);
    scene.asAnna().body("{\"text\": \"a\\u0000b\"}").post(COMMENTS, error).then().statusCode(422);
    scene
        .asAnna()
        .body("{\"text\": \" \\n\\u00a0\\u200b \"}")
        .post(COMMENTS, error)
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("text"));
    scene.asMoses().get(COMMENTS, error).then().statusCode(404);
    scene.asAnna().get(COMMENTS, error).then().body("items", hasSize(3));
    assertFalse(next.isEmpty());
  }

  private RequestSpecification as(UUID user) {
    return Scene.call(Tokens.user(scene.organization, user));
  }

  private static ValidatableResponse assign(RequestSpecification caller, UUID error, UUID user) {
    return caller
        .body("{\"userId\": \"%s\", \"text\": \"Please\"}".formatted(user))
        .put(ASSIGNEE, error)
        .then();
  }

  private static ValidatableResponse comment(
      RequestSpecification caller, UUID error, String id, String text) {
    return caller
        .body("{\"id\": \"%s\", \"text\": \"%s\"}".formatted(id, text))
        .post(COMMENTS, error)
        .then();
  }
}
