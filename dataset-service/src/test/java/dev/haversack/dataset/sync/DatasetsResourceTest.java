package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetRemove;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.RemovalReason;
import dev.haversack.dataset.records.MetadataSweeper;
import dev.haversack.dataset.testing.Blocker;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots and deltas as a client sees them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DatasetsResourceTest {

  private static final UUID ANNA = Sales.ANNA;
  private static final UUID STRANGER = new UUID(1, 99);

  @Inject ServedSales sales;
  @Inject MetadataSweeper sweeper;

  @BeforeEach
  void organization() {
    sales.feed();
  }

  @Test
  void snapshotThenDelta() throws Exception {
    sales.write(1, "Bern");
    sales.write(2, "Genf");

    List<DatasetLine> snapshot = sales.lines(get("/dataset/v1/snapshot", ANNA));

    DatasetStart start = (DatasetStart) snapshot.getFirst();
    assertEquals("snapshot", start.kind());
    assertEquals(2, start.entities().getFirst().records());
    assertEquals("Account 1", put(snapshot, 1).attributes().get("name").asText());
    DatasetEnd end = end(snapshot);

    sales.delete(1);
    List<DatasetLine> delta = sales.lines(get("/dataset/v1/delta?token=" + end.token(), ANNA));

    DatasetRemove removal = (DatasetRemove) delta.get(1);
    assertEquals(RemovalReason.DELETED, removal.reason());
    assertEquals(3, delta.size());
  }

  @Test
  void aRemovedAttributeLeavesTheDevicesWithTheNextDelta() throws Exception {
    sales.write(1, "Bern");
    sales.write(2, "Genf");
    String token = end(sales.lines(get("/dataset/v1/snapshot", ANNA))).token();
    sales.world.removeAttribute("account", "city");
    sales.feed();
    sweeper.drain(sales.world.organization);
    sales.drain();

    List<DatasetLine> delta = sales.lines(get("/dataset/v1/delta?token=" + token, ANNA));

    assertEquals("Account 1", put(delta, 1).attributes().get("name").asText());
    assertFalse(put(delta, 1).attributes().has("city"));
    assertFalse(put(delta, 2).attributes().has("city"));
  }

  @Test
  void streamsAreCompressedForThoseWhoUnderstandIt() throws Exception {
    sales.write(1, "Bern");

    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA))
        .header("Accept-Encoding", "gzip")
        .get("/dataset/v1/snapshot")
        .then()
        .statusCode(200)
        .header("Content-Encoding", "gzip")
        .body(containsString("Account 1"));
  }

  @Test
  void statusSaysHowFarItIs() throws Exception {
    sales.write(1, "Bern");

    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA))
        .get("/dataset/v1/status")
        .then()
        .statusCode(200)
        .body("pendingChanges", equalTo(0))
        .body("checkpoint", greaterThan(0));
  }

  @Test
  void whatIsSetAsideIsShownToAdministratorsAndOperators() throws Exception {
    sales.breakSlices();
    sales.write(1, "Bern");

    status(Tokens.admin(sales.world.organization, ANNA))
        .body("failedItems[0].entity", equalTo("account"))
        .body("failedItems[0].profileIds", equalTo(List.of(Sales.PROFILE.toString())));
    status(Tokens.user(sales.world.organization, ANNA)).body("failedItems", nullValue());
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'slicer' }.data.slicesSetAside", greaterThan(0));
    given()
        .get("/q/metrics")
        .then()
        .body(matchesPattern("(?s).*haversack_dataset_slices_set_aside [1-9].*"));
  }

  @Test
  void withoutAProfileThereIsNoDataset() {
    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, STRANGER))
        .get("/dataset/v1/snapshot")
        .then()
        .statusCode(404)
        .body("code", equalTo("no-dataset"));
  }

  @Test
  void anAlteredTokenIsGone() {
    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA))
        .get("/dataset/v1/delta?token=nonsense")
        .then()
        .statusCode(410)
        .body("code", equalTo("dataset-token-invalid"));
  }

  @Test
  void aDeltaNeedsAToken() {
    given()
        .filter(Contract.answer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA))
        .get("/dataset/v1/delta")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }

  @Test
  void nobodyWithoutARole() {
    given().filter(Contract.answer()).get("/dataset/v1/snapshot").then().statusCode(401);
    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.token(sales.world.organization, ANNA, "something-else"))
        .get("/dataset/v1/snapshot")
        .then()
        .statusCode(403);
  }

  @Test
  void theLoopClosesCheckpointsByItself() throws Exception {
    sales.writeOnly(1, "Bern");

    Blocker.await(() -> pending() == 0);

    assertTrue(get("/dataset/v1/snapshot", ANNA).contains("Account 1"));
  }

  private static ValidatableResponse status(String token) {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(token)
        .get("/dataset/v1/status")
        .then()
        .statusCode(200);
  }

  private int pending() {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA))
        .get("/dataset/v1/status")
        .then()
        .extract()
        .path("pendingChanges");
  }

  private String get(String path, UUID user) {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, user))
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/x-ndjson")
        .extract()
        .asString();
  }

  private static DatasetEnd end(List<DatasetLine> lines) {
    return (DatasetEnd) lines.getLast();
  }

  private static DatasetPut put(List<DatasetLine> lines, int number) {
    return lines.stream()
        .filter(DatasetPut.class::isInstance)
        .map(DatasetPut.class::cast)
        .filter(p -> p.id().equals(new UUID(9, number)))
        .findFirst()
        .orElseThrow();
  }
}
