package dev.haversack.dataset.importing;

import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ImportingResourceTest {

  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  @TestHTTPResource("/dataset/v1/records/account/import")
  URL url;

  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @Test
  void aHundredThousandLinesAreStreamedInOneCall() throws IOException {
    int lines = 100_000;
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(1 << 16);
    connection.setRequestProperty("Content-Type", NDJSON);
    connection.setRequestProperty("Authorization", "Bearer " + Tokens.admin(org.id, org.eve));
    String padding = "x".repeat(40);
    try (OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
      for (int i = 0; i < lines; i++) {
        String line =
            "{\"attributes\":{\"name\":\"Account %d %s\",\"revenue\":%d.50,\"ownerid\":\"%s\"}}%n"
                .formatted(i, padding, i, i % 2 == 0 ? org.anna : org.moses);
        out.write(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertEquals(200, connection.getResponseCode());
    String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(answer.contains("\"created\":" + lines), answer);
    assertEquals(
        lines, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void aQuoteThatNeverEndsIsNamedByItsLine() throws SQLException {
    post("account", CSV, "name\nAcme\n\"never ends" + "x".repeat(11_000_000), "")
        .statusCode(422)
        .body("code", equalTo("invalid-import"))
        .body("errors[0].field", equalTo("lines[3]"))
        .body("errors[0].message", containsString("at most"));
    assertEquals(0, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void csvIsReadByTheTypesOfItsColumns() {
    UUID id = UUID.randomUUID();
    post(
            "account",
            CSV,
            "\ufeffid,name,revenue,telephone1,ownerid\r\n"
                + id
                + ",\"Acme, \"\"the\"\" best\nin town\",12.50,,"
                + org.anna
                + "\r\n,Second,,+41,"
                + org.anna
                + "\r\n",
            "")
        .statusCode(200)
        .body("lines", equalTo(2))
        .body("created", equalTo(2));
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.name", equalTo("Acme, \"the\" best\nin town"))
        .body("attributes.revenue", equalTo(12.5f))
        .body("attributes.owneridtype", equalTo("systemuser"))
        .body("attributes.owningbusinessunit", equalTo(org.west.toString()))
        .body("attributes.createdby", equalTo(org.eve.toString()));
  }

  @Test
  void badLinesAreNamedWithTheirNumbersAndNothingIsImported() {
    post(
            "account",
            NDJSON,
            """
            {"attributes":{"name":"Good"}}
            {"attributes":{"name":"Bad","nonsense":1}}

            {"id":"no uuid","attributes":{"name":"Bad"}}
            {"attributes":{"name":5,"revenue":-1}}
            {"attributes":{"name":"Bad","parentaccountid":"%s"}}
            {"attributes":{"name":"Cut of\
            """
                .formatted(UUID.randomUUID()),
            "")
        .statusCode(422)
        .body("code", equalTo("invalid-import"))
        .body("detail", containsString("6 findings"))
        .body(
            "errors.field",
            hasItems(
                "lines[2].attributes.nonsense",
                "lines[4].id",
                "lines[5].attributes.name",
                "lines[5].attributes.revenue",
                "lines[6].attributes.parentaccountid",
                "lines[7]"));
    nothingIsImported();
  }

  @Test
  void ofManyBadLinesTheFirstHundredAreNamedAndAllAreCounted() {
    post("account", NDJSON, "{\"attributes\":{}}\n".repeat(2500), "")
        .statusCode(422)
        .body("errors.size()", equalTo(100))
        .body("detail", containsString("2500 findings"));
    nothingIsImported();
  }

  @Test
  void badCsvIsNamed() {
    post("account", CSV, "name,nonsense\nA,B\n", "")
        .statusCode(422)
        .body("errors[0].field", equalTo("lines[1].nonsense"));
    post("account", CSV, "name,revenue\nA,1\nB\nC,x\n\"D,2\n", "")
        .statusCode(422)
        .body("errors.field", hasItems("lines[3]", "lines[4].attributes.revenue", "lines[5]"));
    post("account", CSV, "", "").statusCode(422);
    nothingIsImported();
  }

  @Test
  void existingRecordsAreBadLinesUnlessTheyShallBeChanged() {
    UUID id = calls.create(org.anna, "account", "name", "Old", "telephone1", "+41", "revenue", 1);
    String lines =
        "{\"id\":\"%s\",\"attributes\":{\"name\":\"New\",\"revenue\":null}}\n".formatted(id)
            + "{\"attributes\":{\"name\":\"Other\"}}\n";
    post("account", NDJSON, lines, "")
        .statusCode(422)
        .body("errors[0].code", equalTo("duplicate-record"))
        .body("errors[0].field", equalTo("lines[1]"));
    post("account", NDJSON, lines, "?mode=upsert")
        .statusCode(200)
        .body("created", equalTo(1))
        .body("updated", equalTo(1));
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.name", equalTo("New"))
        .body("attributes.telephone1", equalTo("+41"))
        .body("attributes.ownerid", equalTo(org.anna.toString()))
        .body("attributes.revenue", nullValue());
  }

  @Test
  void theSameIdTwiceIsADuplicate() {
    UUID id = UUID.randomUUID();
    String line = "{\"id\":\"%s\",\"attributes\":{\"name\":\"A\"}}\n".formatted(id);
    post("account", NDJSON, line + line, "")
        .statusCode(422)
        .body("errors[0].field", equalTo("lines[2]"));
  }

  @Test
  void linesMayPointToLaterLines() {
    UUID parent = UUID.randomUUID();
    post(
            "account",
            NDJSON,
            "{\"attributes\":{\"name\":\"Child\",\"parentaccountid\":\"%s\"}}\n".formatted(parent)
                + "{\"attributes\":{\"name\":\"Between\"}}\n".repeat(1500)
                + "{\"id\":\"%s\",\"attributes\":{\"name\":\"Parent\"}}\n".formatted(parent),
            "")
        .statusCode(200)
        .body("created", equalTo(1502));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1e\r\n"})
  void anUploadThatBreaksOffImportsNothing(String length) throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String request = head() + length + "{\"attributes\":{\"name\":\"A\"}}\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
    }
    // A whole import afterwards is the only one that is there.
    post("account", NDJSON, "{\"attributes\":{\"name\":\"Whole\"}}\n", "").statusCode(200);
    assertEquals(1, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void otherBodiesAreHeldToTheSmallLimitThoughTheirLengthIsNotSaid() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(url.toString().replace("/import", "")).toURL().openConnection();
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(1 << 16);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Authorization", "Bearer " + Tokens.user(org.id, org.anna));
    int status;
    try (OutputStream out = connection.getOutputStream()) {
      out.write("{\"attributes\":{\"name\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] chunk = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 200; i++) {
        out.write(chunk);
      }
      out.write("\"}}".getBytes(StandardCharsets.UTF_8));
      status = connection.getResponseCode();
    } catch (IOException e) {
      status = 413; // The server hung up while the body was still being sent.
    }
    assertEquals(413, status);
    nothingIsImported();
  }

  @Test
  void onlyAdministratorsImportAndOnlyWhatCanBeRead() {
    calls
        .badAs(org.anna)
        .contentType(NDJSON)
        .body("{\"attributes\":{\"name\":\"A\"}}".getBytes(StandardCharsets.UTF_8))
        .post(path("account") + "/import")
        .then()
        .statusCode(403);
    post("account", "application/json", "{}", "").statusCode(415);
    post("systemuser", NDJSON, "{}", "").statusCode(422).body("code", equalTo("read-only-entity"));
    post("nonsense", NDJSON, "{}", "").statusCode(422).body("code", equalTo("unknown-entity"));
    post("account", NDJSON, "{}", "?mode=replace").statusCode(400);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String head = head() + "Content-Length: 99000000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      assertTrue(answer.contains("\"code\":\"too-large\""), answer);
    }
  }

  private String head() {
    return "POST "
        + url.getPath()
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + NDJSON
        + "\r\nAuthorization: Bearer "
        + Tokens.admin(org.id, org.eve)
        + "\r\n";
  }

  private ValidatableResponse post(String entity, String type, String body, String query) {
    return calls
        .admin()
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(URI.create(path(entity) + "/import" + query).toString())
        .then();
  }

  private void nothingIsImported() {
    assertEquals(0, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  private long count(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, org.id);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
