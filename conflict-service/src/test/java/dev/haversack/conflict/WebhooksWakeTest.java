package dev.haversack.conflict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody looks by himself here for what is due: only what happens wakes those who tell. */
@QuarkusTest
@TestProfile(WebhooksWakeTest.NobodyLooks.class)
class WebhooksWakeTest extends ResolutionFixture {

  private static final String WEBHOOK = "/conflict/v1/webhooks/{id}";

  /** Intervals that no test waits for. */
  public static class NobodyLooks implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "haversack.conflict.webhooks.poll-interval", "1h",
          "haversack.conflict.webhooks.timeout", "1m");
    }
  }

  /** One happening wakes one who tells; he wakes the next before he waits for his receiver. */
  @Test
  void theSecondIsToldWhileTheFirstHasNotAnswered() throws Exception {
    CountDownLatch reached = new CountDownLatch(2);
    CountDownLatch answering = new CountDownLatch(1);
    HttpServer receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      receiver.setExecutor(threads);
      receiver.createContext(
          "/hook",
          exchange -> {
            reached.countDown();
            awaitQuietly(answering);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      receiver.start();
      put(receiver);
      put(receiver);

      scene.conflict();

      assertTrue(reached.await(10, TimeUnit.SECONDS), "both are told at once");
      answering.countDown();
      receiver.stop(1);
    }
  }

  private void put(HttpServer receiver) {
    UUID id = UUID.randomUUID();
    scene
        .asRuth()
        .body(
            """
            {"id": "%s", "url": "http://localhost:%d/hook", "active": true,
             "secret": "whsec_YSBrZXkgb2YgdGVzdHMsIDMyIGJ5dGVzIGxvbmcuLi4="}
            """
                .formatted(id, receiver.getAddress().getPort()))
        .put(WEBHOOK, id)
        .then()
        .statusCode(201);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
