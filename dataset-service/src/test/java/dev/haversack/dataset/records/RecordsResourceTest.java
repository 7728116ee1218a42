package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Making, reading, changing and deleting single records. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class RecordsResourceTest extends RecordsFixture {

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
}
