package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.REPORTS;
import static dev.haversack.conflict.Scene.badCall;
import static dev.haversack.conflict.Scene.reports;
import static dev.haversack.conflict.Scene.settled;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.haversack.conflict.events.EventLog;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(ReplayPortResource.class)
class IntakeResourceTest {

  private final Scene scene = new Scene();

  @Inject DataSource database;
  @Inject EventLog log;

  @Test
  void aFirstFailureMakesAnActiveError() {
    UUID error = scene.conflict();

    scene
        .show(error)
        .then()
        .body("state", equalTo("active"))
        .body("type", equalTo("conflict"))
        .body("code", equalTo("version-conflict"))
        .body("publishedCode", equalTo("0x80060882"))
        .body("entity", equalTo("opportunity"))
        .body("recordId", equalTo(scene.record.toString()))
        .body("userId", equalTo(scene.anna.toString()))
        .body("deviceId", equalTo(scene.device.toString()))
        .body("operation", equalTo("update"))
        .body("attempt", equalTo(1))
        .body("failedAt", equalTo("2026-11-23T10:15:30.123456Z"))
        .body("baseVersion", equalTo(40))
        .body("theirsVersion", equalTo(42))
        .body("errors", empty())
        .body("resolution", nullValue())
        .body("history", hasSize(1))
        .body(
            "allowedResolutions",
            contains("keep-mine", "keep-theirs", "merge", "resubmit", "discard"));
  }

  @Test
  void theSameAttemptReportedAgainChangesNothing() {
    UUID error = scene.conflict();
    String before = scene.show(error).header("ETag");

    scene.report(scene.conflict(error, 1, "2026-11-23T12:00:00Z"));

    scene
        .show(error)
        .then()
        .header("ETag", before)
        .body("failedAt", equalTo("2026-11-23T10:15:30.123456Z"));
  }

  @Test
  void theSameAttemptReportedByManyAtOnceMakesOneError() throws Exception {
    UUID error = UUID.randomUUID();
    String report = scene.conflict(error, 1, "2026-11-23T10:15:30Z");
    List<Future<?>> calls = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        calls.add(threads.submit(() -> scene.report(report)));
      }
    }
    for (Future<?> call : calls) {
      call.get();
    }

    scene.show(error).then().header("ETag", "\"1\"").body("history", hasSize(1));
    assertEquals(List.of(error + " failed"), events());
  }

  @Test
  void aLaterAttemptOpensTheErrorAgainAndKeepsTheHistory() {
    UUID error = scene.conflict();
    scene.discard(error);

    scene.report(scene.denied(error, 2, "2026-11-23T12:00:00Z"));

    scene
        .show(error)
        .then()
        .body("state", equalTo("active"))
        .body("type", equalTo("other"))
        .body("attempt", equalTo(2))
        .body("errors.field", contains("entity"))
        .body("resolution", nullValue())
        .body("allowedResolutions", contains("resubmit", "discard"))
        .body("history.attempt", contains(1, 2))
        .body("history[0].resolutions.outcome", contains("failed"))
        .body("history[0].resolutions.outcomeAt", contains("2026-11-23T12:00:00Z"))
        .body("history[1].resolutions", empty());
  }

  @Test
  void anOlderAttemptThatComesLateIsIgnored() {
    UUID error = UUID.randomUUID();
    scene.report(scene.denied(error, 2, "2026-11-23T12:00:00Z"));

    scene.report(scene.conflict(error, 1, "2026-11-23T10:15:30Z"));

    scene.show(error).then().body("attempt", equalTo(2)).body("type", equalTo("other"));
  }

  @Test
  void anOlderAttemptDoesNotOpenASettledError() {
    UUID error = scene.conflict();
    scene.settle(error, scene.discard(error), "discarded");

    scene.report(scene.conflict(error, 1, "2026-11-23T10:15:30Z"));

    scene.show(error).then().body("state", equalTo("resolved"));
  }

  @Test
  void aSettledReportResolvesTheErrorOnce() {
    UUID error = scene.conflict();
    String decision = scene.discard(error);

    scene.settle(error, decision, "applied");
    String tag = scene.show(error).header("ETag");
    scene.settle(error, decision, "discarded");

    scene
        .show(error)
        .then()
        .header("ETag", tag)
        .body("state", equalTo("resolved"))
        .body("allowedResolutions", empty())
        .body("resolution.outcome", equalTo("applied"))
        .body("resolution.outcomeAt", equalTo("2026-11-23T11:00:00Z"))
        .body("resolution.version", equalTo(43));
  }

  @Test
  void aSettledReportThatALaterFailureOvertookIsIgnored() {
    UUID error = scene.conflict();
    String decision = scene.discard(error);
    scene.report(scene.conflict(error, 2, "2026-11-23T12:00:00Z"));

    scene.settle(error, decision, "applied");

    scene
        .show(error)
        .then()
        .body("state", equalTo("active"))
        .body("history[0].resolutions.outcome", contains("failed"));
  }

  @Test
  void aSettledReportThatNothingWaitsForIsIgnored() {
    UUID error = scene.conflict();

    scene.settle(error, UUID.randomUUID().toString(), "applied");

    scene.show(error).then().header("ETag", "\"1\"").body("state", equalTo("active"));
  }

  @Test
  void aSettledReportOfAnErrorThatWasNeverReportedIsKeptByItsSender() {
    scene
        .asReplayService()
        .body(
            reports(
                List.of(),
                List.of(settled(UUID.randomUUID(), UUID.randomUUID().toString(), "applied"))))
        .post(REPORTS)
        .then()
        .statusCode(404)
        .body("code", equalTo("not-found"));
  }

  @Test
  void reportsOfAnotherOrganizationDoNotReachTheError() {
    UUID error = scene.conflict();
    Scene other = new Scene();
    String decision = scene.discard(error);

    int status =
        other
            .asReplayService()
            .body(reports(List.of(), List.of(settled(error, decision, "applied"))))
            .post(REPORTS)
            .statusCode();
    other.report(other.conflict(error, 5, "2026-11-23T12:00:00Z"));

    assertEquals(404, status);
    scene.show(error).then().body("state", equalTo("resolving")).body("attempt", equalTo(1));
  }

  @Test
  void onlyServicesReport() {
    String report =
        reports(List.of(scene.conflict(UUID.randomUUID(), 1, "2026-11-23T10:15:30Z")), List.of());

    scene.asRuth().body(report).post(REPORTS).then().statusCode(403);
    scene
        .asRuth()
        .body(
            reports(
                List.of(),
                List.of(settled(UUID.randomUUID(), UUID.randomUUID().toString(), "applied"))))
        .post(REPORTS)
        .then()
        .statusCode(403);
    given()
        .filter(Contract.answer())
        .contentType(ContentType.JSON)
        .body(report)
        .post(REPORTS)
        .then()
        .statusCode(401)
        .body("code", equalTo("unauthenticated"));
  }

  @Test
  void aServiceNamesTheOrganization() {
    badCall(Tokens.service())
        .body(
            reports(
                List.of(scene.conflict(UUID.randomUUID(), 1, "2026-11-23T10:15:30Z")), List.of()))
        .post(REPORTS)
        .then()
        .statusCode(403)
        .body("code", equalTo("organization-missing"));
  }

  @Test
  void aReportWithoutItsPartsIsRefusedNamingThem() {
    UUID error = UUID.randomUUID();

    badCall(Tokens.service())
        .header("Haversack-Organization", scene.organization)
        .body(reports(List.of("{\"errorId\": \"%s\", \"attempt\": 0}".formatted(error)), List.of()))
        .post(REPORTS)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", hasItem("failed[0].attempt"))
        .body("errors.field", hasItem("failed[0].failure"));

    scene.asRuth().get("/conflict/v1/sync-errors/{id}", error).then().statusCode(404);
  }

  @Test
  void aReportThatCannotBeReadIsRefused() {
    badCall(Tokens.service())
        .header("Haversack-Organization", scene.organization)
        .body("{\"failed\": [{\"errorId\": ")
        .post(REPORTS)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    badCall(Tokens.service())
        .header("Haversack-Organization", scene.organization)
        .body(reports(List.of(), List.of("{\"colour\": 1}")))
        .post(REPORTS)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors.field", contains("settled[0].colour"));
  }

  @Test
  void whatComesTogetherIsTakenInTogether() {
    UUID known = scene.conflict();
    UUID decided = scene.conflict();
    String decision = scene.discard(decided);
    UUID fresh = UUID.randomUUID();

    scene.report(
        List.of(
            scene.conflict(fresh, 1, "2026-11-23T10:15:30Z"),
            scene.denied(known, 2, "2026-11-23T12:00:00Z")),
        List.of(settled(decided, decision, "applied")));

    scene.show(fresh).then().body("state", equalTo("active")).body("attempt", equalTo(1));
    scene.show(known).then().body("state", equalTo("active")).body("attempt", equalTo(2));
    scene.show(decided).then().body("state", equalTo("resolved"));
  }

  @Test
  void twoAttemptsOfOneActionThatComeTogetherMakeOneError() {
    UUID error = UUID.randomUUID();
    UUID other = UUID.randomUUID();

    scene.report(
        scene.conflict(error, 1, "2026-11-23T10:15:30Z"),
        scene.denied(error, 2, "2026-11-23T12:00:00Z"),
        scene.denied(other, 1, "2026-11-23T12:00:01Z"));

    scene
        .show(error)
        .then()
        .body("attempt", equalTo(2))
        .body("type", equalTo("other"))
        .body("history.attempt", contains(1, 2))
        .body("history.type", contains("conflict", "other"));
    scene.show(other).then().body("attempt", equalTo(1)).body("history", hasSize(1));
    assertEquals(
        Stream.of(error, error, other).map(id -> id + " failed").sorted().toList(), events());
  }

  @Test
  void ofManyReportsEachFieldIsItsOwn() {
    List<String> names = List.of("NULL", "a \\\"b\\\", {c} \\\\ 'd'", "Größe 名 \\n");
    List<UUID> errors = Stream.generate(UUID::randomUUID).limit(3).toList();
    String failure = "{\"type\": \"other\", \"code\": \"not-allowed\", \"message\": \"%s\"}";
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String mine = i == 1 ? "null" : "{\"name\": \"%s\"}".formatted(names.get(i));
      String report =
          scene.failed(
              errors.get(i),
              i + 1,
              "2026-11-23T10:15:3%dZ".formatted(i),
              i == 1 ? "delete" : "update",
              mine,
              failure.formatted(names.get(i)));
      reports.add(
          (i == 2 ? report.replace("\"baseVersion\": 40,", "") : report)
              .replace("\"attributes\": null,", ""));
    }

    scene.report(reports, List.of());

    for (int i = 0; i < 3; i++) {
      String name = names.get(i).replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", "\n");
      scene
          .show(errors.get(i))
          .then()
          .body("attempt", equalTo(i + 1))
          .body("failedAt", equalTo("2026-11-23T10:15:3%dZ".formatted(i)))
          .body("operation", equalTo(i == 1 ? "delete" : "update"))
          .body("message", equalTo(name))
          .body("baseVersion", i == 2 ? nullValue() : equalTo(40))
          .body("history[0].attributes", i == 1 ? nullValue() : equalTo(Map.of("name", name)));
    }
  }

  /** It would wait for ever if two could make errors and wait for those of the other. */
  @Test
  void anOrganizationsCallsAreTakenInOneAfterTheOtherBeforeAnythingIsLocked() throws Exception {
    UUID known = scene.conflict();
    UUID fresh = UUID.randomUUID();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = database.getConnection();
        Statement statement = holder.createStatement()) {
      statement.execute("BEGIN");
      statement.execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('haversack.intake/%s', 0))"
              .formatted(scene.organization));
      Future<?> call =
          threads.submit(() ->
              scene.report(
                  scene.denied(known, 2, "2026-11-23T12:00:00Z"),
                  scene.conflict(fresh, 1, "2026-11-23T12:00:00Z")));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .until(() ->
              statement
                  .executeQuery("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                  .next());

      statement.execute(
          "SELECT FROM sync_error WHERE id = '%s' FOR UPDATE NOWAIT".formatted(known));
      new Scene().conflict();
      assertFalse(call.isDone());

      statement.execute("ROLLBACK");
      call.get();
    }
    scene.show(known).then().body("attempt", equalTo(2));
    scene.show(fresh).then().body("attempt", equalTo(1));
  }

  /** What is told about the organization's errors, in order. */
  private List<String> events() {
    return log.after(scene.organization, 0, 100).stream()
        .map(event -> event.errorId() + " " + event.kind().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void ifOneReportCannotBeTakenInNoneIs() {
    UUID error = UUID.randomUUID();

    scene
        .asReplayService()
        .body(
            reports(
                List.of(scene.conflict(error, 1, "2026-11-23T10:15:30Z")),
                List.of(settled(UUID.randomUUID(), UUID.randomUUID().toString(), "applied"))))
        .post(REPORTS)
        .then()
        .statusCode(404);

    scene.asAnna().get("/conflict/v1/sync-errors/{id}", error).then().statusCode(404);
  }

  @Test
  void manyThatReportTheSameAtOnceInDifferentOrdersAllGetThrough() throws Exception {
    List<UUID> errors = Stream.generate(UUID::randomUUID).limit(40).toList();
    List<Future<?>> calls = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 1; attempt <= 8; attempt++) {
        List<String> reports = new ArrayList<>();
        for (UUID error : errors) {
          reports.add(scene.conflict(error, attempt, "2026-11-23T10:15:30Z"));
        }
        Collections.shuffle(reports, new Random(attempt));
        calls.add(threads.submit(() -> scene.report(reports, List.of())));
      }
    }
    for (Future<?> call : calls) {
      call.get();
    }

    for (UUID error : errors) {
      scene.show(error).then().body("attempt", equalTo(8));
    }
  }
}
