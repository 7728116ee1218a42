package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.resolve;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Two people at once, replay-service down, and outcomes that come while somebody waits. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(ReplayPortResource.class)
class ResolutionRacesTest {

  private static final int PEOPLE = 8;

  private final Scene scene = new Scene();

  @ConfigProperty(name = "quarkus.rest-client.replay.url")
  URI replayUrl;

  @Test
  void ofManyAtOnceExactlyOneDecides() throws Exception {
    UUID error = scene.conflict();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> answers = new ArrayList<>();
    try (var replay = new ReplayStub(replayUrl, scene.organization);
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PEOPLE; i++) {
        var caller = i % 2 == 0 ? scene.asAnna() : scene.asRuth();
        String decision =
            "{\"resolution\": \"%s\"}".formatted(i % 2 == 0 ? "keep-mine" : "keep-theirs");
        answers.add(
            people.submit(() -> {
              start.await();
              return resolve(caller, error, decision).statusCode();
            }));
      }

      start.countDown();

      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertEquals(
          1, statuses.stream().filter(status -> status == 202).count(), statuses::toString);
      assertEquals(PEOPLE - 1, statuses.stream().filter(status -> status == 409).count());
      String winner = scene.show(error).path("resolution.id");
      assertEquals(winner, replay.order().getString("resolutionId"));
      // A later order of the same organization shows that no second one for the error was on the
      // way.
      UUID next = scene.denied();
      scene.discard(next);
      assertEquals(next.toString(), replay.order().getString("actionId"));
      assertEquals(0, replay.waiting());
    }
  }

  @Test
  void ordersWaitForReplayServiceToComeUp() {
    UUID first = scene.conflict();
    UUID second = scene.denied();
    String firstOrder = scene.discard(first);
    String secondOrder = scene.discard(second);
    scene.show(first).then().body("state", equalTo("resolving"));

    try (var replay = new ReplayStub(replayUrl, scene.organization)) {
      List<String> sent =
          List.of(
              replay.order().getString("resolutionId"), replay.order().getString("resolutionId"));

      assertEquals(java.util.Set.of(firstOrder, secondOrder), java.util.Set.copyOf(sent));
    }
  }

  @Test
  void anOrderThatReplayServiceRefusesForNowIsSentAgain() {
    UUID error = scene.conflict();
    try (var replay = new ReplayStub(replayUrl, scene.organization, 2)) {
      String decision = scene.discard(error);

      assertEquals(decision, replay.order().getString("resolutionId"));
    }
  }

  @Test
  void whoWaitsGetsTheOutcome() throws Exception {
    UUID error = scene.conflict();
    try (var replay = new ReplayStub(replayUrl, scene.organization);
        var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> answer = caller.submit(() -> keepMineAndWait(error, 20));

      scene.settle(error, replay.order().getString("resolutionId"), "merged");

      answer
          .get()
          .then()
          .statusCode(200)
          .header("ETag", "\"3\"")
          .body("state", equalTo("resolved"))
          .body("resolution.outcome", equalTo("merged"));
    }
  }

  @Test
  void whoWaitsGetsTheNextFailure() throws Exception {
    UUID error = scene.conflict();
    try (var replay = new ReplayStub(replayUrl, scene.organization);
        var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> answer = caller.submit(() -> keepMineAndWait(error, 20));

      replay.order();
      scene.report(scene.denied(error, 2, "2026-11-23T12:00:00Z"));

      answer
          .get()
          .then()
          .statusCode(200)
          .body("state", equalTo("active"))
          .body("attempt", equalTo(2))
          .body("history[0].resolutions.outcome", contains("failed"))
          .body("allowedResolutions", contains("resubmit", "discard"));
    }
  }

  @Test
  void whoWaitsInVainIsToldThatItIsOnItsWay() {
    UUID error = scene.conflict();

    keepMineAndWait(error, 1).then().statusCode(202).body("state", equalTo("resolving"));
  }

  private Response keepMineAndWait(UUID error, int seconds) {
    return resolve(
        scene.asAnna().header("Prefer", "wait=" + seconds),
        error,
        "{\"resolution\": \"keep-mine\"}");
  }
}
