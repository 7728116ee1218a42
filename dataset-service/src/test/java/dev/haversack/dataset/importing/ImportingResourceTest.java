package dev.haversack.dataset.importing;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Imports that are good. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ImportingResourceTest extends ImportingFixture {

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
}
