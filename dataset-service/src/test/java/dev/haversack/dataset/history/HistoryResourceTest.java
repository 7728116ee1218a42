package dev.haversack.dataset.history;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was overwritten can be read, and brought back. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class HistoryResourceTest {

  @Inject ConfigurationStore configuration;

  private TestOrganization org;
  private RecordCalls calls;
  private UUID id;

  @BeforeEach
  void aRecordWithAPast() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
    id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
  }

  @Test
  void theNewestComesFirstPageByPage() {
    calls.change(org.anna, "opportunity", id, "estimatedvalue", 2);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 3, "description", "New");

    Response first = calls.as(org.anna).get(history() + "?limit=1");
    first
        .then()
        .statusCode(200)
        .body("steps", hasSize(1))
        .body("steps[0].operation", equalTo("update"))
        .body("steps[0].before.estimatedvalue", equalTo(2))
        .body("steps[0].before", hasKey("description"))
        .body("steps[0].before.description", nullValue())
        .body("steps[0].changedBy", equalTo(org.eve.toString()))
        .body("steps[0].actionId", nullValue());
    calls
        .as(org.anna)
        .get(history() + "?beforeVersion=" + first.path("nextBeforeVersion"))
        .then()
        .body("steps.before.estimatedvalue", contains(1))
        .body("nextBeforeVersion", nullValue());
  }

  @Test
  void whatAVersionOverwroteIsBroughtBack() {
    long overwrote =
        calls.change(org.eve, "opportunity", id, "estimatedvalue", 3, "description", "New");
    calls.change(org.eve, "opportunity", id, "name", "Stoves");

    calls
        .as(org.anna)
        .post(history() + "/" + overwrote + "/restore")
        .then()
        .statusCode(200)
        .body("attributes.estimatedvalue", equalTo(1))
        .body("attributes.name", equalTo("Stoves"))
        .body("attributes", not(hasKey("description")));
    calls
        .as(org.anna)
        .get(history() + "?limit=1")
        .then()
        .body("steps[0].before.estimatedvalue", equalTo(3))
        .body("steps[0].changedBy", equalTo(org.anna.toString()));
  }

  @Test
  void aDeletedRecordIsMadeAgain() {
    calls.as(org.eve).delete(path()).then().statusCode(204);
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
    int deletion = calls.as(org.anna).get(history()).path("steps[0].version");

    calls
        .as(org.anna)
        .post(history() + "/" + deletion + "/restore")
        .then()
        .statusCode(200)
        .body("attributes.name", equalTo("Tents"))
        .body("attributes.ownerid", equalTo(org.anna.toString()));
    calls
        .badAs(org.anna)
        .post(history() + "/" + deletion + "/restore")
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-record"));
  }

  @Test
  void whoDoesNotSeeTheRecordDoesNotSeeItsPast() {
    calls.change(org.anna, "opportunity", id, "estimatedvalue", 2);
    calls.badAs(org.moses).get(history()).then().statusCode(404);
    calls.badAs(org.moses).post(history() + "/1/restore").then().statusCode(404);
    calls.as(org.eve).delete(path()).then().statusCode(204);
    calls.badAs(org.moses).get(history()).then().statusCode(404);
    calls
        .badAs(org.anna)
        .get("/dataset/v1/records/opportunity/" + UUID.randomUUID() + "/history")
        .then()
        .statusCode(404);
    calls
        .badAs(org.anna)
        .get("/dataset/v1/records/nonsense/" + id + "/history")
        .then()
        .statusCode(422);
  }

  @Test
  void theStateThatOneSawCounts() {
    long version = calls.change(org.anna, "opportunity", id, "estimatedvalue", 2);
    calls
        .badAs(org.anna)
        .header("If-Match", "\"1\"")
        .post(history() + "/" + version + "/restore")
        .then()
        .statusCode(412);
    calls.badAs(org.anna).post(history() + "/999999/restore").then().statusCode(404);
    calls.badAs(org.anna).post(history() + "/0/restore").then().statusCode(400);
  }

  @Test
  void securedAttributesAreForAdministrators() {
    org.entities.replaceAll(
        entity -> entity.logicalName().equals("opportunity") ? secured(entity) : entity);
    configuration.apply(org.id, org.page());
    long version =
        calls
            .admin()
            .contentType("application/json")
            .body(Map.of("attributes", Map.of("estimatedvalue", 7, "name", "X")))
            .patch(path())
            .jsonPath()
            .getLong("version");

    calls.as(org.anna).get(history()).then().body("steps[0].before", not(hasKey("estimatedvalue")));
    calls.admin().get(history()).then().body("steps[0].before.estimatedvalue", equalTo(1));
    calls
        .as(org.anna)
        .post(history() + "/" + version + "/restore")
        .then()
        .statusCode(200)
        .body("attributes.name", equalTo("Tents"))
        .body("attributes", not(hasKey("estimatedvalue")));
    calls.admin().get(path()).then().body("attributes.estimatedvalue", equalTo(7));
  }

  @Test
  void whatAnEntityHasNoMoreIsForAdministratorsAsWell() {
    calls.change(org.anna, "opportunity", id, "closeprobability", 50);
    calls.change(org.anna, "opportunity", id, "closeprobability", 60);
    org.entities.replaceAll(entity ->
        entity.logicalName().equals("opportunity")
            ? new EntityMetadata(
                entity.logicalName(),
                entity.displayName(),
                entity.custom(),
                entity.ownership(),
                entity.primaryNameAttribute(),
                entity.directory(),
                entity.attributes().stream()
                    .filter(a -> !a.logicalName().equals("closeprobability"))
                    .toList(),
                entity.offline())
            : entity);
    configuration.apply(org.id, org.page());

    calls
        .as(org.anna)
        .get(history())
        .then()
        .body("steps.before.findAll { it.containsKey('closeprobability') }", hasSize(0));
    calls
        .admin()
        .get(history())
        .then()
        .body("steps.before.findAll { it.containsKey('closeprobability') }", not(hasSize(0)));
  }

  private static EntityMetadata secured(EntityMetadata entity) {
    return new EntityMetadata(
        entity.logicalName(),
        entity.displayName(),
        entity.custom(),
        entity.ownership(),
        entity.primaryNameAttribute(),
        entity.directory(),
        entity.attributes().stream()
            .map(a -> a.withSecured(a.logicalName().equals("estimatedvalue")))
            .toList(),
        entity.offline());
  }

  private String path() {
    return "/dataset/v1/records/opportunity/" + id;
  }

  private String history() {
    return path() + "/history";
  }
}
