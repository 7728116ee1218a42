package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class RecordsResourceTest {

  @Inject ConfigurationStore configuration;

  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @Test
  void aNewRecordHasOwnerStateAndWhatTheServerKeeps() {
    UUID id = UUID.randomUUID();
    Response answer =
        calls
            .as(org.anna)
            .contentType("application/json")
            .body(
                map(
                    "id",
                    id.toString(),
                    "attributes",
                    map("name", "Tents", "estimatedvalue", 12500.0)))
            .post(path("opportunity"));
    answer
        .then()
        .statusCode(201)
        .header("Location", endsWith("/dataset/v1/records/opportunity/" + id))
        .body("entity", equalTo("opportunity"))
        .body("attributes.ownerid", equalTo(org.anna.toString()))
        .body("attributes.owneridtype", equalTo("systemuser"))
        .body("attributes.owningbusinessunit", equalTo(org.west.toString()))
        .body("attributes.createdby", equalTo(org.anna.toString()))
        .body("attributes.statecode", equalTo(0))
        .body("attributes.statuscode", equalTo(1))
        .body("attributes.estimatedvalue", equalTo(12500));
    assertEquals("\"" + answer.jsonPath().getLong("version") + "\"", answer.header("ETag"));
  }

  @Test
  void readingHonoursIfNoneMatch() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    String etag =
        calls.get(org.anna, "opportunity", id).then().statusCode(200).extract().header("ETag");
    calls
        .as(org.anna)
        .header("If-None-Match", etag)
        .get(path("opportunity") + "/" + id)
        .then()
        .statusCode(304);
  }

  @Test
  void aChangeKeepsTheRestAndTakesNullsAway() {
    UUID id =
        calls.create(
            org.anna, "opportunity", "name", "Tents", "description", "Old", "estimatedvalue", 5);
    long before = calls.version(org.anna, "opportunity", id);
    long after =
        calls.change(org.anna, "opportunity", id, "description", null, "estimatedvalue", 6);
    assertTrue(after > before);
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .body("attributes.name", equalTo("Tents"))
        .body("attributes", not(hasKey("description")))
        .body("attributes.estimatedvalue", equalTo(6));
  }

  @Test
  void aChangeThatChangesNothingKeepsTheVersion() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 5);
    long before = calls.version(org.anna, "opportunity", id);
    assertEquals(before, calls.change(org.anna, "opportunity", id, "estimatedvalue", 5.0));
  }

  @Test
  void aStaleIfMatchChangesNothing() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    String stale = calls.get(org.anna, "opportunity", id).header("ETag");
    calls.change(org.anna, "opportunity", id, "name", "Stoves");
    calls
        .as(org.anna)
        .header("If-Match", stale)
        .contentType("application/json")
        .body(map("attributes", map("name", "Lost")))
        .patch(path("opportunity") + "/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("version-mismatch"));
    calls
        .as(org.anna)
        .header("If-Match", stale)
        .delete(path("opportunity") + "/" + id)
        .then()
        .statusCode(412);
    calls.get(org.anna, "opportunity", id).then().body("attributes.name", equalTo("Stoves"));
  }

  @Test
  void aDeletedRecordIsGoneAndCanBeMadeAgainWithAnotherVersion() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long first = calls.version(org.anna, "opportunity", id);
    calls.as(org.anna).delete(path("opportunity") + "/" + id).then().statusCode(204);
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
    calls.as(org.anna).delete(path("opportunity") + "/" + id).then().statusCode(404);
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("id", id.toString(), "attributes", map("name", "Again")))
        .post(path("opportunity"))
        .then()
        .statusCode(201);
    assertTrue(calls.version(org.anna, "opportunity", id) > first);
  }

  @Test
  void anIdIsTakenOnce() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    calls
        .as(org.moses)
        .contentType("application/json")
        .body(map("id", id.toString(), "attributes", map("name", "Again")))
        .post(path("opportunity"))
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-record"));
  }

  @Test
  void othersRecordsDoNotExistForUsersWithoutReach() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    calls
        .get(org.moses, "opportunity", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
    calls
        .as(org.moses)
        .contentType("application/json")
        .body(map("attributes", map("name", "Mine")))
        .patch(path("opportunity") + "/" + id)
        .then()
        .statusCode(404);
    calls.get(org.eve, "opportunity", id).then().statusCode(200);
  }

  @Test
  void anotherOrganizationsRecordsDoNotExist() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    var other = new TestOrganization();
    configuration.apply(other.id, other.page());
    new RecordCalls(other).get(other.eve, "opportunity", id).then().statusCode(404);
  }

  @Test
  void withoutThePrivilegeItIsDenied() {
    org.setRoles(org.moses);
    configuration.apply(org.id, org.page());
    calls
        .as(org.moses)
        .get(path("opportunity") + "/" + UUID.randomUUID())
        .then()
        .statusCode(403)
        .body("code", equalTo("privilege-denied"))
        .body("publishedCode", equalTo("0x80040220"));
    calls
        .as(org.ivan)
        .contentType("application/json")
        .body(map("attributes", map("name", "Late")))
        .post(path("opportunity"))
        .then()
        .statusCode(403);
  }

  @Test
  void makingARecordForSomebodyElseNeedsReach() {
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("attributes", map("name", "Tents", "ownerid", org.moses.toString())))
        .post(path("opportunity"))
        .then()
        .statusCode(403);
    UUID id =
        calls.create(org.eve, "opportunity", "name", "Tents", "ownerid", org.fieldTeam.toString());
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .statusCode(200)
        .body("attributes.owneridtype", equalTo("team"))
        .body("attributes.owningbusinessunit", equalTo(org.east.toString()));
  }

  @Test
  void aRecordThatIsGivenAwayLeavesItsFormerOwner() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    calls.change(org.eve, "opportunity", id, "ownerid", org.carla.toString());
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
    calls
        .get(org.carla, "opportunity", id)
        .then()
        .body("attributes.owningbusinessunit", equalTo(org.coast.toString()));
  }

  @Test
  void lookupsNeedATargetThatTheUserMayAppendTo() {
    UUID own = calls.create(org.anna, "account", "name", "Acme");
    UUID foreign = calls.create(org.moses, "account", "name", "Other");
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "customerid", own.toString());
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .body("attributes.customeridtype", equalTo("account"));
    for (UUID bad : List.of(foreign, UUID.randomUUID())) {
      calls
          .as(org.anna)
          .contentType("application/json")
          .body(map("attributes", map("customerid", bad.toString())))
          .patch(path("opportunity") + "/" + id)
          .then()
          .statusCode(422)
          .body("code", equalTo("unknown-reference"))
          .body("errors[0].field", equalTo("attributes.customerid"));
    }
  }

  @Test
  void allFindingsComeAtOnceAndNothingIsMade() {
    UUID id = UUID.randomUUID();
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("id", id.toString(), "attributes", map("nonsense", 1, "estimatedvalue", "x")))
        .post(path("opportunity"))
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body(
            "errors.field",
            containsInAnyOrder(
                "attributes.nonsense", "attributes.estimatedvalue", "attributes.name"));
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
  }

  @Test
  void unknownAndReadOnlyEntitiesAreRefused() {
    calls
        .as(org.eve)
        .get(path("nonsense") + "/" + UUID.randomUUID())
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown-entity"));
    calls
        .as(org.eve)
        .contentType("application/json")
        .body(map("attributes", map("fullname", "Nobody")))
        .post(path("systemuser"))
        .then()
        .statusCode(422)
        .body("code", equalTo("read-only-entity"));
  }

  @Test
  void badBodiesAreNamed() {
    for (String body :
        List.of("{\"attributes\":", "{\"attributes\":[]}", "{\"attributs\":{}}", "{}")) {
      calls
          .badAs(org.anna)
          .contentType("application/json")
          .body(body)
          .post(path("opportunity"))
          .then()
          .statusCode(400);
    }
    calls
        .badAs(org.anna)
        .contentType("application/json")
        .body("{\"attributes\":{\"name\":\"" + "x".repeat(11_000_000) + "\"}}")
        .post(path("opportunity"))
        .then()
        .statusCode(413)
        .body("code", equalTo("too-large"));
  }

  @Test
  void nobodyWithoutATokenAndNoServiceGetsIn() {
    String path = path("opportunity") + "/" + UUID.randomUUID();
    RestAssured.given().filter(Contract.answer()).get(path).then().statusCode(401);
    calls.service().get(path).then().statusCode(403);
  }

  @Test
  void anOrganizationThatIsNotThereYetIsAskedToWait() {
    RestAssured.given()
        .filter(Contract.answer())
        .auth()
        .oauth2(Tokens.user(UUID.randomUUID(), org.anna))
        .get(path("opportunity") + "/" + UUID.randomUUID())
        .then()
        .statusCode(503)
        .header("Retry-After", "2");
  }

  @Test
  void queriesFilterOrderPageAndKeepToTheReach() {
    calls.create(org.moses, "opportunity", "name", "Foreign", "estimatedvalue", 7);
    for (int i = 0; i < 7; i++) {
      calls.create(org.anna, "opportunity", "name", "O" + i, "estimatedvalue", i / 2);
    }
    calls.create(org.anna, "opportunity", "name", "Unvalued");
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          calls
              .as(org.anna)
              .contentType("application/json")
              .body(
                  map(
                      "filter",
                      map("attribute", "name", "operator", "ne", "value", "o6"),
                      "columns",
                      List.of("name"),
                      "orderBy",
                      List.of(
                          map("attribute", "estimatedvalue", "descending", true),
                          map("attribute", "name")),
                      "limit",
                      3,
                      "cursor",
                      cursor))
              .post(path("opportunity") + "/query");
      page.then().statusCode(200);
      List<Map<String, Object>> attributes = page.jsonPath().getList("items.attributes");
      attributes.forEach(a -> assertEquals(1, a.size()));
      names.addAll(page.jsonPath().getList("items.attributes.name", String.class));
      cursor = page.jsonPath().getString("nextCursor");
    } while (cursor != null);
    assertEquals(List.of("O4", "O5", "O2", "O3", "O0", "O1", "Unvalued"), names);
  }

  @Test
  void queriesPageInOrderOfIdWhenNoneIsAsked() {
    for (int i = 0; i < 3; i++) {
      calls.create(org.anna, "account", "name", "A" + i);
    }
    Response page =
        calls
            .as(org.anna)
            .contentType("application/json")
            .body(map("limit", 2))
            .post(path("account") + "/query");
    page.then().statusCode(200).body("items.size()", equalTo(2));
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("limit", 2, "cursor", page.jsonPath().getString("nextCursor")))
        .post(path("account") + "/query")
        .then()
        .body("items.size()", equalTo(1))
        .body("nextCursor", nullValue());
  }

  @Test
  void badQueriesAreNamed() {
    Map<Map<String, Object>, String> bad =
        Map.of(
            map("filter", map("attribute", "nonsense", "operator", "eq", "value", 1)),
                "invalid-filter",
            map("columns", List.of("nonsense")), "unknown-attribute",
            map("orderBy", List.of(map("attribute", "nonsense"))), "unknown-attribute",
            map("cursor", "nonsense"), "invalid-cursor",
            map("limit", 0), "invalid-request");
    bad.forEach((body, code) ->
        calls
            .badAs(org.anna)
            .contentType("application/json")
            .body(body)
            .post(path("opportunity") + "/query")
            .then()
            .body("code", equalTo(code)));
  }

  @Test
  void theDirectoryIsThereAsRecords() {
    calls
        .get(org.eve, "systemuser", org.anna)
        .then()
        .statusCode(200)
        .body("attributes.fullname", equalTo("anna"));
    calls
        .as(org.eve)
        .contentType("application/json")
        .body(map("filter", map("attribute", "name", "operator", "eq", "value", "coast")))
        .post(path("businessunit") + "/query")
        .then()
        .body("items.id", contains(org.coast.toString()));
  }
}
