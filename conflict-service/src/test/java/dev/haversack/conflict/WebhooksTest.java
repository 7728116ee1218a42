package dev.haversack.conflict;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other systems are told what happens: signed, in order, until they have it. */
@QuarkusTest
class WebhooksTest extends ResolutionFixture {

  private static final String WEBHOOKS = "/conflict/v1/webhooks";
  private static final byte[] KEY =
      "a key of tests, 32 bytes long...".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

  /** A message as it came. */
  private record Told(String id, String timestamp, String signature, String body) {}

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final AtomicInteger answer = new AtomicInteger(204);
  private final UUID webhook = UUID.randomUUID();
  private HttpServer receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/hook", this::receive);
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  @Test
  void eventsAreToldInOrderAndSigned() throws Exception {
    put("\"active\": true").statusCode(201).body("$", not(hasKey("secret")));
    UUID error = scene.conflict();
    scene.discard(error);

    Told first = next();
    var body = new ObjectMapper().readTree(first.body());
    assertEquals("sync-error.failed", body.get("type").asText());
    assertEquals(scene.organization.toString(), body.get("organizationId").asText());
    assertEquals(error.toString(), body.get("data").get("errorId").asText());
    assertEquals(webhook + "-1", first.id());
    assertFalse(first.body().contains("rucksacks"), "no contents of records");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed = first.id() + "." + first.timestamp() + "." + first.body();
    assertEquals(
        "v1,"
            + Base64.getEncoder()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
        first.signature());
    assertEquals(webhook + "-2", next().id());
    eventually("status.waiting", 0);
    show().body("status.failures", equalTo(0)).body("status", hasKey("lastSuccessAt"));
  }

  @Test
  void whatIsNotReceivedIsToldAgainBeforeAnythingLater() throws Exception {
    answer.set(503);
    put("\"active\": true");
    scene.conflict();
    scene.conflict();
    Told first = next();
    eventually("status.lastFailure", "The answer was 503.");
    show().body("status.waiting", equalTo(2)).body("status", hasKey("nextAttemptAt"));
    answer.set(200);
    Told again = next();
    while (again.id().equals(first.id()) && told.peek() == null) {
      again = next();
    }
    eventually("status.waiting", 0);
    assertEquals(webhook + "-1", first.id());
  }

  @Test
  void onlyWhatIsWantedIsTold() throws Exception {
    put("\"active\": true, \"kinds\": [\"settled\"]").body("kinds", contains("settled"));
    UUID error = scene.conflict();
    scene.settle(error, scene.discard(error), "discarded");
    assertEquals(webhook + "-3", next().id());
    eventually("status.delivered", 3);
  }

  @Test
  void whatHappenedWhileItWasSwitchedOffIsNotToldLater() throws Exception {
    put("\"active\": true");
    put("\"active\": false").statusCode(200);
    scene.conflict();
    assertNull(told.poll(400, TimeUnit.MILLISECONDS));
    put("\"active\": true");
    scene.conflict();
    assertEquals(webhook + "-2", next().id());
  }

  @Test
  void whoIsGoneIsNotToldAnyMore() throws Exception {
    answer.set(410);
    put("\"active\": true");
    scene.conflict();
    next();
    eventually("active", false);
    eventually("status.nextAttemptAt", null);
    scene.conflict();
    assertNull(told.poll(400, TimeUnit.MILLISECONDS));
  }

  @Test
  void aDeadReceiverKeepsNobodyElseWaiting() throws Exception {
    UUID dead = UUID.randomUUID();
    scene
        .asRuth()
        .body(body(dead, "http://localhost:1/hook", "\"active\": true"))
        .put(WEBHOOKS + "/" + dead)
        .then()
        .statusCode(201);
    put("\"active\": true");
    scene.conflict();
    assertEquals(webhook + "-1", next().id());
    scene.asRuth().get(WEBHOOKS).then().body("items", hasSize(2));
    scene.asRuth().delete(WEBHOOKS + "/" + dead).then().statusCode(204);
    scene.asRuth().get(WEBHOOKS + "/" + dead).then().statusCode(404);
    scene.asRuth().delete(WEBHOOKS + "/" + dead).then().statusCode(404);
  }

  /** Its answer never ends: neither the others wait, nor does who wants to be rid of it. */
  @Test
  void aReceiverThatDripsKeepsNobodyElseWaiting() throws Exception {
    receiver.createContext(
        "/drip",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 200; i++) {
              exchange.getResponseBody().write('.');
              exchange.getResponseBody().flush();
              Thread.sleep(100);
            }
          } catch (IOException | InterruptedException e) {
            exchange.close();
          }
        });
    UUID drip = UUID.randomUUID();
    scene
        .asRuth()
        .body(body(drip, url().replace("/hook", "/drip"), "\"active\": true"))
        .put(WEBHOOKS + "/" + drip)
        .then()
        .statusCode(201);
    put("\"active\": true");
    scene.conflict();
    assertEquals(webhook + "-1", next().id());
    eventually(drip, "status.failures", 1);
    scene.asRuth().delete(WEBHOOKS + "/" + drip).then().statusCode(204);
  }

  /** It never answers, and takes each of those who tell it a while, again and again. */
  @Test
  void aReceiverThatHangsForManyOrganizationsKeepsNobodyElseWaiting() throws Exception {
    var hanging = new CountDownLatch(1);
    receiver.createContext(
        "/hang",
        exchange -> {
          try {
            hanging.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    List<Scene> others = Stream.generate(Scene::new).limit(12).toList();
    UUID id = UUID.randomUUID();
    for (Scene other : others) {
      other
          .asRuth()
          .body(body(id, url().replace("/hook", "/hang"), "\"active\": true"))
          .put(WEBHOOKS + "/" + id)
          .then()
          .statusCode(201);
      other.conflict();
    }
    put("\"active\": true");
    for (int i = 1; i <= 3; i++) {
      scene.conflict();
      assertEquals(webhook + "-" + i, next().id());
    }
    for (Scene other : others) {
      other.asRuth().delete(WEBHOOKS + "/" + id).then().statusCode(204);
    }
    hanging.countDown();
  }

  @Test
  void badWebhooksAreRefused() {
    var bad = Scene.badCall(Tokens.admin(scene.organization, scene.ruth));
    bad.body(
            body(webhook, url(), "\"active\": true")
                .replace(", \"secret\": \"" + SECRET + "\"", ""))
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(422)
        .body("errors.field", contains("secret"));
    Scene.badCall(Tokens.admin(scene.organization, scene.ruth))
        .body(body(UUID.randomUUID(), "http://user:word@localhost/", "\"active\": true"))
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(422)
        .body("errors.field", contains("id", "url"));
    Scene.badCall(Tokens.admin(scene.organization, scene.ruth))
        .body(body(webhook, "ftp://localhost/", "\"active\": true"))
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(400)
        .body("errors.field", contains("url"));
    scene
        .asAnna()
        .body(body(webhook, url(), "\"active\": true"))
        .put(WEBHOOKS + "/" + webhook)
        .then()
        .statusCode(403);
    scene.asAnna().get(WEBHOOKS).then().statusCode(403);
    new Scene().asRuth().get(WEBHOOKS + "/" + webhook).then().statusCode(404);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    told.add(
        new Told(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            body));
    exchange.sendResponseHeaders(answer.get(), -1);
    exchange.close();
  }

  private Told next() throws InterruptedException {
    Told next = told.poll(5, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing was told");
    }
    return next;
  }

  private void eventually(String path, Object value) {
    eventually(webhook, path, value);
  }

  private void eventually(UUID id, String path, Object value) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> scene.asRuth().get(WEBHOOKS + "/" + id).then().body(path, equalTo(value)));
  }

  private ValidatableResponse show() {
    return scene.asRuth().get(WEBHOOKS + "/" + webhook).then().statusCode(200);
  }

  private ValidatableResponse put(String more) {
    return scene.asRuth().body(body(webhook, url(), more)).put(WEBHOOKS + "/" + webhook).then();
  }

  private String url() {
    return "http://localhost:" + receiver.getAddress().getPort() + "/hook";
  }

  private static String body(UUID id, String url, String more) {
    return "{\"id\": \"%s\", \"url\": \"%s\", %s, \"secret\": \"%s\"}"
        .formatted(id, url, more, SECRET);
  }
}
