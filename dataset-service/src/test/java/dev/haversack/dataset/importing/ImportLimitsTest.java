package dev.haversack.dataset.importing;

import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that break off, are too large, or may not be sent. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ImportLimitsTest extends ImportingFixture {

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
}
