package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.testing.Blocker;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More streams at once than there are places for. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class StreamPlacesTest {

  @Inject ServedSales sales;
  @Inject DataSource database;
  @Inject SyncConfiguration configuration;

  @TestHTTPResource("/dataset/v1/snapshot")
  URI snapshot;

  @BeforeEach
  void organization() throws Exception {
    sales.feed();
    sales.write(1, "Bern");
  }

  @Test
  void whoFindsNoPlaceIsToldWhenToComeAgain() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        Connection stop = recordsStandStill()) {
      List<CompletableFuture<HttpResponse<String>>> streams = fillAllPlaces(client);

      ask()
          .statusCode(503)
          .header("Retry-After", equalTo("5"))
          .contentType("application/problem+json")
          .body("code", equalTo("busy"));

      stop.rollback();
      for (var stream : streams) {
        HttpResponse<String> whole = stream.join();
        assertEquals(200, whole.statusCode());
        assertTrue(whole.body().contains("\"type\":\"end\""));
      }
    }
    ask().statusCode(200).body(containsString("\"type\":\"end\""));
  }

  @Test
  void clientsThatGoAwayLeaveTheirPlaces() throws Exception {
    for (int round = 1; round <= 2; round++) {
      try (Connection stop = recordsStandStill()) {
        HttpClient client = HttpClient.newHttpClient();
        fillAllPlaces(client);

        client.shutdownNow();

        stop.rollback();
      }
    }
    // That a client has gone is heard of sooner or later.
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> ask().extract().statusCode() == 200);
    ask().statusCode(200).body(containsString("\"type\":\"end\""));
  }

  @Test
  void aRequestThatIsRefusedTakesNoPlace() {
    for (int i = 0; i <= configuration.mostStreams(); i++) {
      given()
          .filter(Contract.requestAndAnswer())
          .auth()
          .oauth2(Tokens.user(sales.world.organization, Sales.ANNA))
          .get("/dataset/v1/delta?token=nonsense")
          .then()
          .statusCode(410);
    }
    ask().statusCode(200);
  }

  private ValidatableResponse ask() {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, Sales.ANNA))
        .get("/dataset/v1/snapshot")
        .then();
  }

  private List<CompletableFuture<HttpResponse<String>>> fillAllPlaces(HttpClient client)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(snapshot)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + Tokens.user(sales.world.organization, Sales.ANNA))
            .build();
    List<CompletableFuture<HttpResponse<String>>> streams = new ArrayList<>();
    for (int i = 0; i < configuration.mostStreams(); i++) {
      streams.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    Blocker.await(() -> waitingForRecords() >= configuration.mostStreams());
    return streams;
  }

  /** Streams that begin meanwhile wait for the first record, each with its place and connection. */
  private Connection recordsStandStill() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE record IN ACCESS EXCLUSIVE MODE");
    }
    return connection;
  }

  private int waitingForRecords() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE relation = 'record'::regclass AND NOT granted")) {
      row.next();
      return row.getInt(1);
    }
  }
}
