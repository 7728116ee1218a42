package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetRemove;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.RemovalReason;
import dev.haversack.dataset.slicer.Slicer;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots and deltas as a client sees them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DatasetsResourceTest {

  private static final UUID ANNA = Sales.ANNA;
  private static final UUID STRANGER = new UUID(1, 99);

  @Inject ConfigurationStore configuration;
  @Inject Slicer slicer;
  @Inject DataSource database;
  @Inject ObjectMapper json;

  private World world;

  @BeforeEach
  void organization() throws Exception {
    world = Sales.organization();
    List<FeedEntry> entries = new ArrayList<>();
    world.entities.forEach((id, e) -> entries.add(entry(entries, FeedKind.ENTITY, id, e)));
    world.units.forEach((id, e) -> entries.add(entry(entries, FeedKind.BUSINESS_UNIT, id, e)));
    world.teams.forEach((id, e) -> entries.add(entry(entries, FeedKind.TEAM, id, e)));
    world.roles.forEach((id, e) -> entries.add(entry(entries, FeedKind.ROLE, id, e)));
    world.users.forEach((id, e) -> entries.add(entry(entries, FeedKind.USER, id, e)));
    world.profiles.forEach(
        (id, e) -> entries.add(entry(entries, FeedKind.PUBLISHED_PROFILE, id, e)));
    world.assignments.forEach(
        (id, e) -> entries.add(entry(entries, FeedKind.PROFILE_ASSIGNMENTS, id, e)));
    configuration.apply(world.organization, new FeedPage((long) entries.size(), entries));
  }

  @Test
  void snapshotThenDelta() throws Exception {
    write(1, "Bern");
    write(2, "Genf");

    List<DatasetLine> snapshot = lines(get("/dataset/v1/snapshot", ANNA));

    DatasetStart start = (DatasetStart) snapshot.getFirst();
    assertEquals("snapshot", start.kind());
    assertEquals(2, start.entities().getFirst().records());
    assertEquals("Account 1", put(snapshot, 1).attributes().get("name").asText());
    DatasetEnd end = (DatasetEnd) snapshot.getLast();

    delete(1);
    List<DatasetLine> delta = lines(get("/dataset/v1/delta?token=" + end.token(), ANNA));

    DatasetRemove removal = (DatasetRemove) delta.get(1);
    assertEquals(RemovalReason.DELETED, removal.reason());
    assertEquals(3, delta.size());
  }

  @Test
  void streamsAreCompressedForThoseWhoUnderstandIt() throws Exception {
    write(1, "Bern");

    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(world.organization, ANNA))
        .header("Accept-Encoding", "gzip")
        .get("/dataset/v1/snapshot")
        .then()
        .statusCode(200)
        .header("Content-Encoding", "gzip")
        .body(containsString("Account 1"));
  }

  @Test
  void statusSaysHowFarItIs() throws Exception {
    write(1, "Bern");

    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(world.organization, ANNA))
        .get("/dataset/v1/status")
        .then()
        .statusCode(200)
        .body("pendingChanges", equalTo(0))
        .body("checkpoint", greaterThan(0));
  }

  @Test
  void withoutAProfileThereIsNoDataset() {
    given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(world.organization, STRANGER))
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
        .oauth2(Tokens.user(world.organization, ANNA))
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
        .oauth2(Tokens.user(world.organization, ANNA))
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
        .oauth2(Tokens.token(world.organization, ANNA, "something-else"))
        .get("/dataset/v1/snapshot")
        .then()
        .statusCode(403);
  }

  @Test
  void theLoopClosesCheckpointsByItself() throws Exception {
    writeOnly(1, "Bern");

    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(20),
        () -> {
          while (pending() > 0) {
            Thread.onSpinWait();
          }
        });

    assertTrue(get("/dataset/v1/snapshot", ANNA).contains("Account 1"));
  }

  private int pending() {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(world.organization, ANNA))
        .get("/dataset/v1/status")
        .then()
        .extract()
        .path("pendingChanges");
  }

  private String get(String path, UUID user) {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(world.organization, user))
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/x-ndjson")
        .extract()
        .asString();
  }

  private List<DatasetLine> lines(String body) throws Exception {
    List<DatasetLine> lines = new ArrayList<>();
    for (String line : body.split("\n")) {
      lines.add(json.readValue(line, DatasetLine.class));
    }
    return lines;
  }

  private static DatasetPut put(List<DatasetLine> lines, int number) {
    return lines.stream()
        .filter(DatasetPut.class::isInstance)
        .map(DatasetPut.class::cast)
        .filter(p -> p.id().equals(new UUID(9, number)))
        .findFirst()
        .orElseThrow();
  }

  private FeedEntry entry(List<FeedEntry> before, FeedKind kind, Object id, Object payload) {
    JsonNode tree = json.valueToTree(payload);
    return new FeedEntry(before.size() + 1L, kind, id.toString(), tree);
  }

  private void write(int number, String city) throws Exception {
    writeOnly(number, city);
    slicer.drain(world.organization);
  }

  private void writeOnly(int number, String city) throws Exception {
    try (Connection connection = database.getConnection()) {
      World.Key key = new World.Key("account", new UUID(9, number));
      world.write(connection, key, ANNA, Sales.values(number, city));
    }
  }

  private void delete(int number) throws Exception {
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                WITH d AS (DELETE FROM record WHERE org_id = ? AND entity = 'account' AND record_id = ?)
                INSERT INTO record_change (org_id, entity, record_id) VALUES (?, 'account', ?)
                """)) {
      for (int i = 1; i <= 4; i++) {
        statement.setObject(i, i % 2 == 1 ? world.organization : new UUID(9, number));
      }
      statement.executeUpdate();
    }
    slicer.drain(world.organization);
  }
}
