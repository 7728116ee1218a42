package dev.haversack.conflict;

import static dev.haversack.conflict.Scene.badCall;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All services read JSON as the platform has them read it; this one stands for them. */
@QuarkusTest
class StrictJsonTest extends ResolutionFixture {

  private final UUID error = UUID.randomUUID();

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.0", "\"1\"", "\"\""})
  void aFractionOrATextIsNoWholeNumber(String attempt) {
    refused(report().replace("\"attempt\": 1", "\"attempt\": " + attempt), "failed[0].attempt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"42\"", "42.5"})
  void theFieldIsNamedHoweverDeep(String version) {
    refused(
        report().replace("\"theirsVersion\": 42", "\"theirsVersion\": " + version),
        "failed[0].failure.theirsVersion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1700000000", "1.5", "\"1700000000\"", "\"\"", "\"2026-11-23\"", "true"})
  void aNumberIsNoMoment(String moment) {
    refused(
        report().replaceFirst("\"failedAt\": \"[^\"]*\"", "\"failedAt\": " + moment),
        "failed[0].failedAt");
  }

  @Test
  void aBodyIsOneDocument() {
    refused(report() + " {}", "");
    refused(report() + " nonsense", "");
  }

  /** One of the two would be lost. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resolution': 'resubmit', 'attributes': {'name': 'A', 'name': 'B'}} | attributes",
        "{'resolution': 'keep-theirs', 'resolution': 'keep-mine'} | ''"
      },
      quoteCharacter = '`')
  void aNameIsThereOnce(String body, String field) {
    UUID known = scene.conflict();

    Scene.resolve(
            badCall(Tokens.user(scene.organization, scene.anna)), known, body.replace('\'', '"'))
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"))
        .body("errors[0].field", equalTo(field.replace("'", "")))
        .body(
            "errors[0].message",
            matchesPattern(
                "The name '(name|resolution)' is there twice \\(line 1, column [0-9]+\\)."));

    scene.show(known).then().body("state", equalTo("active"));
  }

  @Test
  void aNumberIsNoTextAndOneTooLongIsNamedByItsPlace() {
    UUID known = scene.conflict();

    Scene.resolve(
            badCall(Tokens.user(scene.organization, scene.anna)),
            known,
            "{\"resolution\": \"keep-mine\", \"reason\": 5}")
        .then()
        .statusCode(400)
        .body("errors.field", contains("reason"))
        .body("errors.message", contains("Expected is a text."));
    Scene.resolve(
            badCall(Tokens.user(scene.organization, scene.anna)),
            known,
            "{\"resolution\": \"resubmit\", \"attributes\": {\"estimatedvalue\": 1e-999999}}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("attributes"));

    scene.show(known).then().body("state", equalTo("active"));
  }

  private String report() {
    return Scene.reports(List.of(scene.conflict(error, 1, "2026-11-23T10:15:30Z")), List.of());
  }

  private void refused(String body, String field) {
    badCall(Tokens.service())
        .header("Haversack-Organization", scene.organization)
        .body(body)
        .post(Scene.REPORTS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed-json"))
        .body("errors.field", contains(field));

    scene.asAnna().get("/conflict/v1/sync-errors/{id}", error).then().statusCode(404);
  }
}
