package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.badCall;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(ReplayPortResource.class)
class SyncErrorsResourceTest {

  private static final String LIST = "/conflict/v1/sync-errors";
  private static final String ONE = "/conflict/v1/sync-errors/{id}";

  private final Scene scene = new Scene();

  @Test
  void theNewestFailureComesFirst() {
    UUID conflict = scene.conflict();
    UUID denied = scene.denied();
    UUID vanished = scene.vanished();

    scene
        .asAnna()
        .get(LIST)
        .then()
        .statusCode(200)
        .body("items.id", contains(text(denied), text(vanished), text(conflict)))
        .body("items.code", contains("privilege-denied", "not-found", "version-conflict"))
        .body("items[2].publishedCode", equalTo("0x80060882"))
        .body("items[2].failedAt", equalTo("2026-11-23T10:15:30.123456Z"))
        .body("nextCursor", nullValue());
  }

  @Test
  void pagesHoldEveryErrorOnce() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // All failed at the same moment: the id decides.
      made.add(text(scene.denied()));
    }

    List<String> listed = new ArrayList<>();
    String cursor = null;
    do {
      RequestSpecification call = scene.asAnna().queryParam("limit", 2);
      var page = (cursor == null ? call : call.queryParam("cursor", cursor)).get(LIST);
      listed.addAll(page.jsonPath().getList("items.id"));
      cursor = page.path("nextCursor");
    } while (cursor != null);

    assertEquals(made.stream().sorted().toList().reversed(), listed);
  }

  @Test
  void everyConditionNarrowsTheList() {
    UUID conflict = scene.conflict();
    UUID denied = scene.denied();
    scene.discard(denied);

    assertListed(scene.asRuth().queryParam("state", "active"), conflict);
    assertListed(scene.asRuth().queryParam("state", "resolving"), denied);
    assertListed(scene.asRuth().queryParam("state", "resolved"));
    assertListed(scene.asRuth().queryParam("type", "conflict"), conflict);
    assertListed(scene.asRuth().queryParam("type", "record-already-exists"));
    assertListed(scene.asRuth().queryParam("entity", "opportunity"), conflict, denied);
    assertListed(scene.asRuth().queryParam("entity", "account"));
    assertListed(scene.asRuth().queryParam("userId", scene.anna), conflict, denied);
    assertListed(scene.asRuth().queryParam("userId", scene.moses));
    assertListed(scene.asRuth().queryParam("recordId", scene.record), conflict, denied);
    assertListed(scene.asRuth().queryParam("recordId", UUID.randomUUID()));
    assertListed(
        scene.asRuth().queryParam("type", "other").queryParam("state", "resolving"), denied);
  }

  @Test
  void aUserSeesHisOwnErrorsOnly() {
    UUID error = scene.conflict();

    assertListed(scene.asMoses());
    assertListed(scene.asMoses().queryParam("userId", scene.anna));
    assertListed(scene.asAnna(), error);
    scene
        .asMoses()
        .get(ONE, error)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"))
        .body("publishedCode", equalTo("0x80040217"));
  }

  @Test
  void anAdministratorSeesThoseOfHisOrganizationOnly() {
    UUID error = scene.conflict();
    Scene other = new Scene();
    UUID elsewhere = other.conflict();

    assertListed(scene.asRuth(), error);
    assertListed(other.asRuth(), elsewhere);
    scene.asRuth().get(ONE, error).then().statusCode(200);
    scene.asRuth().get(ONE, elsewhere).then().statusCode(404);
  }

  @Test
  void theSameUserIdInAnotherOrganizationSeesNothing() {
    UUID error = scene.conflict();

    Scene.call(Tokens.user(UUID.randomUUID(), scene.anna)).get(ONE, error).then().statusCode(404);
  }

  @Test
  void aConflictIsShownAttributeByAttribute() {
    UUID error = scene.conflict();

    scene
        .show(error)
        .then()
        .body("attributes.attribute", contains("estimatedvalue", "description", "name", "city"))
        .body("attributes.conflicting", contains(true, false, false, false))
        .body("attributes[0].base", equalTo(10000))
        .body("attributes[0].mine", equalTo(12500.5f))
        .body("attributes[0].theirs", equalTo(11000))
        .body("attributes[0]", not(hasKey("proposed")))
        .body("attributes[1]", hasKey("mine"))
        .body("attributes[1].mine", nullValue())
        .body("attributes[1]", not(hasKey("theirs")))
        .body("attributes[2].proposed", equalTo("200 rucksacks"))
        .body("attributes[3].proposed", equalTo("Berlin"));
  }

  @Test
  void amountsAreShownAsTheyWereEntered() {
    UUID error = UUID.randomUUID();
    scene.report(
        scene.failed(
            error,
            1,
            "2026-11-23T10:15:30Z",
            "update",
            "{\"estimatedvalue\": 12345678901234567.89, \"discount\": 12500.0}",
            "{\"type\": \"other\", \"code\": \"out-of-range\", \"message\": \"Too much.\"}"));

    String shown = scene.show(error).asString();

    assertTrue(shown.contains("\"mine\":12345678901234567.89"), shown);
    assertTrue(shown.contains("\"mine\":12500.0"), shown);
  }

  @Test
  void whoHasThePresentStateIsTold() {
    UUID error = scene.conflict();
    String tag = scene.show(error).header("ETag");

    scene
        .asAnna()
        .header("If-None-Match", tag)
        .get(ONE, error)
        .then()
        .statusCode(304)
        .header("ETag", tag);
    scene.asAnna().header("If-None-Match", "\"99\"").get(ONE, error).then().statusCode(200);
  }

  @Test
  void unknownNamesAreRefusedWithThoseThatExist() {
    badCall(Tokens.user(scene.organization, scene.anna))
        .queryParam("state", "closed")
        .queryParam("type", "bad")
        .get(LIST)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", contains("state", "type"))
        .body("errors[0].message", containsString("active, resolving, resolved"));
  }

  @Test
  void aLimitOutOfRangeIsRefused() {
    badCall(Tokens.user(scene.organization, scene.anna))
        .queryParam("limit", 0)
        .get(LIST)
        .then()
        .statusCode(400)
        .body("errors.field", contains("limit"));
  }

  @Test
  void aMistypedFilterIsNoFilter() {
    badCall(Tokens.user(scene.organization, scene.anna))
        .queryParam("states", "active")
        .queryParam("entity", "account", "contact")
        .get(LIST)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", contains("states", "entity"))
        .body("errors[0].message", containsString("it has state, type"));
    badCall(Tokens.user(scene.organization, scene.anna))
        .get("/conflict/v1/sync-errors/{id}?a+b=2", UUID.randomUUID())
        .then()
        .statusCode(400)
        .body("errors.field", contains("a+b"));
  }

  @Test
  void aQueryIsReadAsTheRestLayerReadsIt() {
    for (var query :
        Map.of("limit=5;states=active", "states", "limit=5;limit=5", "limit").entrySet()) {
      badCall(Tokens.user(scene.organization, scene.anna))
          .urlEncodingEnabled(false)
          .get(LIST + "?" + query.getKey())
          .then()
          .statusCode(400)
          .body("errors.field", contains(query.getValue()));
    }
  }

  @Test
  void aFilterThatCannotBeReadIsRefused() {
    for (String field : List.of("userId", "recordId", "limit")) {
      badCall(Tokens.user(scene.organization, scene.anna))
          .queryParam(field, "anna")
          .get(LIST)
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid-request"))
          .body("errors.field", contains(field));
    }
    badCall(Tokens.user(scene.organization, scene.anna))
        .queryParam("userId", "{" + scene.anna + "}")
        .get(LIST)
        .then()
        .statusCode(400)
        .body("errors.field", contains("userId"));
  }

  @Test
  void aCursorOfAnotherMakeIsRefused() {
    for (String cursor : List.of("abc", "AB", "MR9h", "OTk5OTk5OTk5OTk5OTk5OTk5Hzc")) {
      badCall(Tokens.user(scene.organization, scene.anna))
          .queryParam("cursor", cursor)
          .get(LIST)
          .then()
          .statusCode(400)
          .body("code", equalTo("invalid-cursor"));
    }
  }

  @Test
  void anIdThatIsNoneIsNotFound() {
    badCall(Tokens.user(scene.organization, scene.anna))
        .get(ONE, "opportunity")
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @Test
  void nothingIsShownWithoutATokenOrItsRole() {
    given().filter(Contract.answer()).get(LIST).then().statusCode(401);
    given().filter(Contract.answer()).get(ONE, UUID.randomUUID()).then().statusCode(401);
    Scene.call(Tokens.service()).get(LIST).then().statusCode(403);
    Scene.call(Tokens.token(scene.organization, scene.anna, "someone"))
        .get(ONE, UUID.randomUUID())
        .then()
        .statusCode(403);
  }

  private static void assertListed(RequestSpecification call, UUID... errors) {
    String[] expected = java.util.Arrays.stream(errors).map(UUID::toString).toArray(String[]::new);
    call.get(LIST)
        .then()
        .statusCode(200)
        .body("items.id", expected.length == 0 ? empty() : containsInAnyOrder(expected));
  }

  private static String text(UUID id) {
    return id.toString();
  }
}
