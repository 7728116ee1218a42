package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Groups that are sent again, at once, or crosswise. */
@QuarkusTest
class ApplyOnceTest extends ReplayingFixture {

  @Test
  void actionsOfAQueueBuildOnEachOther() {
    UUID id = UUID.randomUUID();
    UUID account = UUID.randomUUID();
    apply(
            create("account", account, "name", "Acme"),
            create("opportunity", id, "name", "Tents", "accountid", account.toString()),
            update("opportunity", id, null, "estimatedvalue", 5),
            update("opportunity", id, null, "estimatedvalue", 6),
            delete("account", account, null))
        .body("results.outcome", contains("applied", "applied", "applied", "applied", "applied"))
        .body("results[4].version", nullValue());
    calls.get(org.anna, "opportunity", id).then().body("attributes.estimatedvalue", equalTo(6));
    calls.get(org.anna, "account", account).then().statusCode(404);
    assertEquals(
        2, count("SELECT count(*) FROM record_history WHERE org_id = ? AND operation = 'update'"));
  }

  @Test
  void aGroupThatIsSentAgainHasNoFurtherEffect() {
    UUID id = UUID.randomUUID();
    Object[] actions = {
      create("opportunity", id, "name", "Tents"),
      update("opportunity", id, null, "estimatedvalue", 5)
    };
    String first = apply(actions).extract().asString();
    calls.change(org.anna, "opportunity", id, "estimatedvalue", 9);
    assertEquals(first, apply(actions).extract().asString());
    calls.get(org.anna, "opportunity", id).then().body("attributes.estimatedvalue", equalTo(9));
  }

  @Test
  void aGroupThatIsSentTwiceAtOnceTakesEffectOnce() throws Exception {
    UUID id = UUID.randomUUID();
    Object[] actions = {
      create("opportunity", id, "name", "Tents"),
      update("opportunity", id, null, "estimatedvalue", 5)
    };
    List<String> answers = together(4, () -> apply(actions).extract().asString());
    assertEquals(1, answers.stream().distinct().count());
    assertEquals(1, count("SELECT count(*) FROM record_history WHERE org_id = ?"));
    assertEquals(2, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));
  }

  @Test
  void crosswiseGroupsOfManyDevicesDoNotStandStill() throws Exception {
    UUID one = calls.create(org.eve, "draft", "name", "One");
    UUID two = calls.create(org.eve, "draft", "name", "Two");
    List<Callable<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      UUID first = i % 2 == 0 ? one : two;
      UUID second = i % 2 == 0 ? two : one;
      String text = "By " + i;
      groups.add(() ->
          apply(
                  UUID.randomUUID(),
                  org.eve,
                  update("draft", first, 0L, "description", text),
                  update("draft", second, 0L, "description", text))
              .extract()
              .statusCode());
    }
    for (int status : together(groups)) {
      assertEquals(200, status);
    }
    assertEquals(16, count("SELECT count(*) FROM record_history WHERE org_id = ?"));
  }

  @Test
  void aFailureKeepsWhatCameBeforeAndStopsWhatComesAfter() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    apply(
            create("opportunity", first, "name", "Kept"),
            create("opportunity", UUID.randomUUID(), "nonsense", 1),
            create("opportunity", last, "name", "Not tried"))
        .body("results.outcome", contains("applied", "failed", "skipped"))
        .body("results[1].failure.type", equalTo("other"))
        .body(
            "results[1].failure.errors.field", contains("attributes.nonsense", "attributes.name"));
    calls.get(org.anna, "opportunity", first).then().statusCode(200);
    calls.get(org.anna, "opportunity", last).then().statusCode(404);
  }
}
