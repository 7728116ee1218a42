package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes that others made meanwhile. */
@QuarkusTest
class ApplyConflictsTest extends ReplayingFixture {

  @Test
  void disjointChangesMergeAndTheSameAttributeConflicts() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", id);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    apply(update("opportunity", id, base, "description", "Mine"))
        .body("results[0].outcome", equalTo("merged"));
    long now = calls.version(org.anna, "opportunity", id);
    apply(update("opportunity", id, base, "estimatedvalue", 3, "name", "Stoves"))
        .body("results[0].outcome", equalTo("failed"))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.publishedCode", equalTo("0x80060882"))
        .body("results[0].failure.base.estimatedvalue", equalTo(1))
        .body("results[0].failure.base.name", equalTo("Tents"))
        .body("results[0].failure.theirs.estimatedvalue", equalTo(2))
        .body("results[0].failure.theirsVersion", equalTo((int) now))
        .body("results[0].failure.conflicting", contains("estimatedvalue"));
    calls.get(org.anna, "opportunity", id).then().body("attributes.name", equalTo("Tents"));
  }

  @Test
  void baseValuesTellWhatTheDeviceSaw() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    Map<String, Object> action = update("opportunity", id, 0L, "estimatedvalue", 3);
    action.put("baseValues", map("estimatedvalue", 2.0));
    apply(action).body("results[0].outcome", equalTo("merged"));
  }

  @Test
  void anotherEditOfTheSameQueueBuildsOnTheOneBefore() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", id);
    long first =
        apply(update("opportunity", id, base, "estimatedvalue", 2))
            .extract()
            .jsonPath()
            .getLong("results[0].version");
    Map<String, Object> second = update("opportunity", id, base, "estimatedvalue", 3);
    second.put("precedingVersion", first);
    apply(second).body("results[0].outcome", equalTo("applied"));
  }

  /** The first is merged with what somebody else changed, which the device has not seen. */
  @Test
  void whoNamesNoVersionHasSeenNothingOfWhatHisEarlierEditWasMergedWith() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    long first =
        apply(update("opportunity", id, null, "description", "Mine"))
            .body("results[0].outcome", equalTo("merged"))
            .extract()
            .jsonPath()
            .getLong("results[0].version");
    Map<String, Object> second = update("opportunity", id, null, "estimatedvalue", 3);
    second.put("precedingVersion", first);
    apply(second).body("results[0].failure.type", equalTo("conflict"));
    Map<String, Object> third = update("opportunity", id, null, "description", "Mine again");
    third.put("precedingVersion", first);
    apply(third).body("results[0].outcome", equalTo("applied"));
    Map<String, Object> delete = update("opportunity", id, null);
    delete.put("operation", "delete");
    delete.remove("attributes");
    delete.put("precedingVersion", first);
    apply(delete).body("results[0].failure.type", equalTo("conflict"));
  }

  @Test
  void aResolutionOverwritesWhatItsAuthorSawAndNothingNewer() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long seen = calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    Map<String, Object> action = update("opportunity", id, seen, "estimatedvalue", 3);
    action.put("overwrite", true);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 5);
    apply(action).body("results[0].failure.type", equalTo("conflict"));
    action.put("attempt", 2);
    action.put("baseVersion", calls.version(org.eve, "opportunity", id));
    calls.change(org.eve, "opportunity", id, "description", "Newer");
    apply(action).body("results[0].outcome", equalTo("merged"));
  }

  @Test
  void recordModeConflictsOnAnyChangeAndModeOffOnNone() {
    UUID ticket = calls.create(org.anna, "ticket", "name", "T", "description", "Base");
    UUID draft = calls.create(org.anna, "draft", "name", "D", "description", "Base");
    long ticketBase = calls.version(org.anna, "ticket", ticket);
    long draftBase = calls.version(org.anna, "draft", draft);
    calls.change(org.eve, "ticket", ticket, "name", "Theirs");
    calls.change(org.eve, "draft", draft, "description", "Theirs");
    apply(
            update("draft", draft, draftBase, "description", "Mine"),
            update("ticket", ticket, ticketBase, "description", "Mine"))
        .body("results.outcome", contains("applied", "failed"))
        .body("results[1].failure.type", equalTo("conflict"));
    assertEquals(
        1,
        count(
            "SELECT count(*) FROM record_history WHERE org_id = ? AND before ->> 'description' = 'Theirs'"));
  }

  @Test
  void deletesOfChangedRecordsConflictAndOfAbsentOnesFindNothing() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long base = calls.version(org.anna, "opportunity", id);
    calls.change(org.eve, "opportunity", id, "name", "Theirs");
    apply(delete("opportunity", id, base))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("name"));
    calls.as(org.eve).delete(path("opportunity") + "/" + id).then().statusCode(204);
    apply(delete("opportunity", id, base))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[0].version", nullValue());
    apply(delete("opportunity", UUID.randomUUID(), base))
        .body("results[0].failure.type", equalTo("record-not-found"))
        .body("results[0].failure.publishedCode", equalTo("0x80040217"));
    apply(update("opportunity", id, base, "name", "X"))
        .body("results[0].failure.type", equalTo("record-not-found"));
  }

  @Test
  void aTakenIdIsSaidAndForeignContentIsNot() {
    UUID foreign = calls.create(org.moses, "opportunity", "name", "Secret");
    apply(create("opportunity", foreign, "name", "Mine"))
        .body("results[0].failure.type", equalTo("record-already-exists"))
        .body("results[0].failure.publishedCode", equalTo("0x80040237"))
        .body("results[0].failure.theirs", nullValue());
    UUID own = calls.create(org.anna, "opportunity", "name", "Own");
    apply(create("opportunity", own, "name", "Mine"))
        .body("results[0].failure.theirs.name", equalTo("Own"));
  }
}
