package dev.haversack.conflict;

import static io.restassured.RestAssured.given;

import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;

/**
 * An organization of its own for each test, with Anna, whose action failed, her colleague Moses,
 * and Ruth, who administrates.
 */
final class Scene {

  static final String REPORTS = "/conflict/v1/reports";

  final UUID organization = UUID.randomUUID();
  final UUID anna = UUID.randomUUID();
  final UUID moses = UUID.randomUUID();
  final UUID ruth = UUID.randomUUID();
  final UUID record = UUID.randomUUID();
  final UUID device = UUID.randomUUID();

  RequestSpecification asAnna() {
    return call(Tokens.user(organization, anna));
  }

  RequestSpecification asMoses() {
    return call(Tokens.user(organization, moses));
  }

  RequestSpecification asRuth() {
    return call(Tokens.admin(organization, ruth));
  }

  RequestSpecification asReplayService() {
    return call(Tokens.service()).header("Haversack-Organization", organization);
  }

  /** Calls that keep to the contract. */
  static RequestSpecification call(String token) {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON);
  }

  /** Calls that do not; only the answer is held against the contract. */
  static RequestSpecification badCall(String token) {
    return given().filter(Contract.answer()).auth().oauth2(token).contentType(ContentType.JSON);
  }

  /** Anna's update of an opportunity that Moses changed meanwhile. */
  UUID conflict() {
    UUID error = UUID.randomUUID();
    report(conflict(error, 1, "2026-11-23T10:15:30.123456Z"));
    return error;
  }

  String conflict(UUID error, int attempt, String failedAt) {
    return failed(
        error,
        attempt,
        failedAt,
        "update",
        """
        {"name": "200 rucksacks", "estimatedvalue": 12500.5, "description": null}
        """,
        """
        {"type": "conflict", "code": "version-conflict", "publishedCode": "0x80060882",
         "message": "Changed meanwhile.",
         "base": {"name": "rucksacks", "estimatedvalue": 10000},
         "theirs": {"name": "rucksacks", "estimatedvalue": 11000, "city": "Berlin"},
         "theirsVersion": 42, "conflicting": ["estimatedvalue"]}
        """);
  }

  /** Anna's update of an opportunity that is gone. */
  UUID vanished() {
    UUID error = UUID.randomUUID();
    report(
        failed(
            error,
            1,
            "2026-11-23T10:15:31Z",
            "update",
            "{\"name\": \"200 rucksacks\"}",
            """
            {"type": "record-not-found", "code": "not-found", "publishedCode": "0x80040217",
             "message": "The opportunity does not exist."}
            """));
    return error;
  }

  /** Anna's create of an opportunity whose id is taken. */
  UUID exists() {
    UUID error = UUID.randomUUID();
    report(
        failed(
            error,
            1,
            "2026-11-23T10:15:32Z",
            "create",
            "{\"name\": \"200 rucksacks\"}",
            """
            {"type": "record-already-exists", "code": "duplicate-record", "message": "It exists.",
             "theirs": {"name": "rucksacks"}, "theirsVersion": 7}
            """));
    return error;
  }

  /** Anna's update that her roles do not allow any more. */
  UUID denied() {
    UUID error = UUID.randomUUID();
    report(denied(error, 1, "2026-11-23T10:15:33Z"));
    return error;
  }

  String denied(UUID error, int attempt, String failedAt) {
    return failed(
        error,
        attempt,
        failedAt,
        "update",
        "{\"name\": \"200 rucksacks\"}",
        """
        {"type": "other", "code": "privilege-denied", "message": "Not allowed.",
         "errors": [{"field": "entity", "code": "privilege-denied", "message": "No write."}]}
        """);
  }

  String failed(
      UUID error, int attempt, String failedAt, String operation, String mine, String failure) {
    return """
    {"errorId": "%s", "attempt": %d, "deviceId": "%s", "userId": "%s", "entity": "opportunity",
     "recordId": "%s", "operation": "%s", "attributes": %s, "baseVersion": 40,
     "failedAt": "%s", "failure": %s}
    """
        .formatted(error, attempt, device, anna, record, operation, mine, failedAt, failure);
  }

  void report(String... failed) {
    report(List.of(failed), List.of());
  }

  void report(List<String> failed, List<String> settled) {
    asReplayService().body(reports(failed, settled)).post(REPORTS).then().statusCode(204);
  }

  static String reports(List<String> failed, List<String> settled) {
    return "{\"failed\": %s, \"settled\": %s}".formatted(failed, settled);
  }

  void settle(UUID error, String resolutionId, String outcome) {
    report(List.of(), List.of(settled(error, resolutionId, outcome)));
  }

  static String settled(UUID error, String resolutionId, String outcome) {
    return """
    {"errorId": "%s", "resolutionId": "%s", "outcome": "%s", "version": 43,
     "settledAt": "2026-11-23T11:00:00Z"}
    """
        .formatted(error, resolutionId, outcome);
  }

  /** What Anna sees. */
  Response show(UUID error) {
    Response response = asAnna().get("/conflict/v1/sync-errors/{id}", error);
    response.then().statusCode(200);
    return response;
  }

  /** Anna decides. */
  Response resolve(UUID error, String decision) {
    return resolve(asAnna(), error, decision);
  }

  static Response resolve(RequestSpecification caller, UUID error, String decision) {
    return caller.body(decision).post("/conflict/v1/sync-errors/{id}/resolution", error);
  }

  /** Anna gives an error up; the decision's id. */
  String discard(UUID error) {
    return resolve(error, "{\"resolution\": \"discard\"}")
        .then()
        .statusCode(202)
        .extract()
        .path("resolution.id");
  }
}
