package dev.haversack.conflict;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What replay-service is told of a decision. */
@QuarkusTest
class ResolutionOrdersTest extends ResolutionFixture {

  @Test
  void keepMineSendsTheActionOnAgainstTheVersionSeen() {
    UUID error = scene.conflict();

    var answer =
        scene.resolve(error, "{\"resolution\": \"keep-mine\", \"reason\": \"Agreed by phone.\"}");

    answer
        .then()
        .statusCode(202)
        .header("ETag", "\"2\"")
        .body("state", equalTo("resolving"))
        .body("allowedResolutions", empty())
        .body("resolution.resolution", equalTo("keep-mine"))
        .body("resolution.reason", equalTo("Agreed by phone."))
        .body("resolution.resolvedBy", equalTo(scene.anna.toString()))
        .body("resolution.outcome", nullValue());
    JsonPath order = replay.order();
    assertEquals(
        Map.of(
            "resolutionId",
            answer.path("resolution.id"),
            "actionId",
            error.toString(),
            "attempt",
            1,
            "apply",
            true,
            "baseVersion",
            42,
            "resolvedBy",
            scene.anna.toString()),
        order.getMap(""));
    assertTrue(replay.tokens().getFirst().startsWith("Bearer "));
  }

  @Test
  void whatWaitsBehindItIsGivenUpOnlyWhereThatIsSaid() {
    UUID error = scene.conflict();

    scene
        .resolve(error, "{\"resolution\": \"discard\", \"discardDependants\": true}")
        .then()
        .statusCode(202)
        .body("resolution.discardDependants", equalTo(true));

    assertTrue(replay.order().getBoolean("discardDependants"));
    UUID other = scene.conflict();
    scene
        .resolve(other, "{\"resolution\": \"keep-mine\", \"discardDependants\": true}")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("discardDependants"));
  }

  @Test
  void keepTheirsAndDiscardGiveTheActionUp() {
    for (String resolution : new String[] {"keep-theirs", "discard"}) {
      UUID error = scene.conflict();

      scene.resolve(error, "{\"resolution\": \"%s\"}".formatted(resolution));

      JsonPath order = replay.order();
      assertEquals(error.toString(), order.getString("actionId"));
      assertFalse(order.getBoolean("apply"));
      assertNull(order.get("attributes"));
    }
  }

  @Test
  void aMergeSendsMineWithoutTheirsWithWhatWasChosen() {
    UUID error = scene.conflict();

    scene
        .resolve(
            error,
            """
            {"resolution": "merge", "choices": {
              "estimatedvalue": {"take": "theirs"}, "name": {"take": "mine"},
              "description": {"value": "red ones"}, "city": {"value": null}}}
            """)
        .then()
        .statusCode(202)
        .body("resolution.attributes.description", equalTo("red ones"))
        .body("resolution.choices.estimatedvalue", equalTo(Map.of("take", "theirs")))
        .body("resolution.choices.name", equalTo(Map.of("take", "mine")))
        .body("resolution.choices.description", equalTo(Map.of("value", "red ones")))
        .body("resolution.choices.city", hasEntry("value", null));

    JsonPath order = replay.order();
    assertEquals(42, order.getInt("baseVersion"));
    Map<String, Object> attributes = order.getMap("attributes");
    assertEquals(java.util.Set.of("name", "description", "city"), attributes.keySet());
    assertEquals("200 rucksacks", attributes.get("name"));
    assertNull(attributes.get("city"));
    assertEquals(
        List.of("city resolver", "description resolver", "estimatedvalue theirs", "name mine"),
        order.<Map<String, String>>getList("merges").stream()
            .map(merge -> merge.get("attribute") + " " + merge.get("source"))
            .toList());
  }

  @Test
  void aMergeOfTheirsAloneGivesTheActionUp() {
    UUID error = scene.conflict();

    scene.resolve(
        error,
        """
        {"resolution": "merge", "choices": {"estimatedvalue": {"take": "theirs"},
          "name": {"take": "theirs"}, "description": {"take": "theirs"}}}
        """);

    assertFalse(replay.order().getBoolean("apply"));
  }

  @Test
  void aVanishedRecordIsMadeAnew() {
    UUID error = scene.vanished();

    scene.resolve(
        error,
        """
        {"resolution": "resubmit", "operation": "create", "attributes": {"name": "anew"}}
        """);

    JsonPath order = replay.order();
    assertTrue(order.getBoolean("apply"));
    assertEquals("create", order.getString("operation"));
    assertEquals(Map.of("name", "anew"), order.getMap("attributes"));
    assertNull(order.get("baseVersion"));
  }

  @Test
  void keepMineOfARecordThatExistsUpdatesIt() {
    UUID error = scene.exists();

    scene.resolve(error, "{\"resolution\": \"keep-mine\"}");

    JsonPath order = replay.order();
    assertEquals("update", order.getString("operation"));
    assertEquals(7, order.getInt("baseVersion"));
  }
}
