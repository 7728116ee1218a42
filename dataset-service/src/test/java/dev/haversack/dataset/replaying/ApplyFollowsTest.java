package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Following as an offline action. */
@QuarkusTest
class ApplyFollowsTest extends ReplayingFixture {

  @Test
  void recordMadeInTheSameGroupCanBeFollowed() {
    UUID id = UUID.randomUUID();

    apply(create("opportunity", id, "name", "Tents"), action("follow", "opportunity", id))
        .body("results.outcome", contains("applied", "applied"))
        .body("results[1].version", nullValue());

    follows(1);
  }

  @Test
  void repeatedRequestHasItsEffectOnce() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    Map<String, Object> follow = action("follow", "opportunity", id);
    apply(follow);
    apply(action("unfollow", "opportunity", id));

    apply(follow).body("results.outcome", contains("applied"));

    follows(0);
  }

  @Test
  void ofSeveralInAGroupTheLastCounts() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");

    apply(
        action("follow", "opportunity", id),
        action("unfollow", "opportunity", id),
        action("follow", "opportunity", id));
    follows(1);

    long version = calls.version(org.anna, "opportunity", id);
    apply(action("follow", "opportunity", id), delete("opportunity", id, version));
    follows(0);
  }

  @Test
  void whatIsGoneOrCannotBeReadFails() {
    UUID ofCarla = calls.create(org.carla, "account", "name", "Hers");
    apply(action("follow", "account", UUID.randomUUID()))
        .body("results[0].failure.type", equalTo("record-not-found"));
    apply(action("follow", "account", ofCarla))
        .body("results[0].failure.type", equalTo("other"))
        .body("results[0].failure.code", equalTo("privilege-denied"));
    apply(action("unfollow", "account", UUID.randomUUID()))
        .body("results.outcome", contains("applied"));
    follows(0);
  }

  private void follows(int count) {
    calls
        .as(org.anna)
        .get("/dataset/v1/follows")
        .then()
        .statusCode(200)
        .body("items", count == 0 ? empty() : hasSize(count));
  }
}
