package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request gets stuck on its way; it arrives after its repetition has failed. */
@QuarkusTest
class LateRequestsTest extends ReplayingFixture {

  private UUID id;
  private Map<String, Object> action;

  /** Anna's phone has the value 1, Eve has changed it: the action will fail. */
  @BeforeEach
  void anActionThatWillConflict() {
    id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", id);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    action = update("opportunity", id, base, "estimatedvalue", 3);
  }

  @Test
  void anAttemptThatFailedAndWasDiscardedTakesNoEffectLate() throws IOException {
    try (Stuck stuck = new Stuck(action)) {
      apply(action).body("results[0].failure.type", equalTo("conflict"));
      nothingIsInTheWayAnyMore();

      String answer = stuck.arrive();

      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("\"outcome\":\"failed\""), answer);
    }
    valueIs(1);
  }

  @Test
  void anAttemptTakesNoEffectAfterALaterOneFailed() throws IOException {
    try (Stuck stuck = new Stuck(action)) {
      apply(action).body("results[0].outcome", equalTo("failed"));
      apply(secondAttempt(4)).body("results[0].outcome", equalTo("failed"));
      nothingIsInTheWayAnyMore();

      String answer = stuck.arrive();

      assertTrue(answer.startsWith("HTTP/1.1 409"), answer);
      assertTrue(answer.contains("attempt-closed"), answer);
    }
    valueIs(1);
  }

  @Test
  void anAttemptTakesNoEffectAfterALaterOneDid() throws IOException {
    try (Stuck stuck = new Stuck(action)) {
      apply(action).body("results[0].outcome", equalTo("failed"));
      nothingIsInTheWayAnyMore();
      apply(secondAttempt(4)).body("results[0].outcome", equalTo("merged"));

      assertTrue(stuck.arrive().startsWith("HTTP/1.1 409"));
    }
    valueIs(4);
  }

  @Test
  void aFailureWhoseAnswerWasLostIsAnsweredAgain() {
    String first = apply(action).extract().asString();
    nothingIsInTheWayAnyMore();

    apply(action).body(equalTo(first));

    valueIs(1);
  }

  /** What came and went again conflicts with nothing. */
  private void nothingIsInTheWayAnyMore() {
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 1);
  }

  private Map<String, Object> secondAttempt(int value) {
    Map<String, Object> second = new java.util.LinkedHashMap<>(action);
    second.put("attempt", 2);
    second.put("attributes", Map.of("estimatedvalue", value));
    return second;
  }

  private void valueIs(int expected) {
    calls
        .get(org.anna, "opportunity", id)
        .then()
        .body("attributes.estimatedvalue", equalTo(expected));
  }

  /** A request of which the second half does not come until told to. */
  private final class Stuck implements AutoCloseable {

    private final Socket socket;
    private final byte[] rest;

    Stuck(Map<String, Object> action) throws IOException {
      byte[] body = new ObjectMapper().writeValueAsBytes(request(device, org.anna, action));
      rest = Arrays.copyOfRange(body, body.length / 2, body.length);
      socket = new Socket("localhost", RestAssured.port);
      String head =
          """
          POST /dataset/v1/actions HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Haversack-Organization: %s
          Content-Type: application/json
          Content-Length: %d
          Connection: close

          """
              .formatted(Tokens.service(), org.id, body.length)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body, 0, body.length / 2);
      socket.getOutputStream().flush();
    }

    /** Lets the rest through; answers the whole answer. */
    String arrive() throws IOException {
      socket.getOutputStream().write(rest);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
