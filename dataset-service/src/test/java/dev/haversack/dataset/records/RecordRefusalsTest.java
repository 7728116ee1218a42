package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the records API refuses, and how. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class RecordRefusalsTest extends RecordsFixture {

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
}
