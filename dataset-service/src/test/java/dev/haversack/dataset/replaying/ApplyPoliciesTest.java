package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.EntityMetadata;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conflicts that the organization's policies settle. */
@QuarkusTest
class ApplyPoliciesTest extends ReplayingFixture {

  private UUID id;
  private long base;

  @BeforeEach
  void aRecordThatBothSidesKnow() {
    id =
        calls.create(
            org.anna,
            "opportunity",
            "name",
            "Tents",
            "estimatedvalue",
            100,
            "closeprobability",
            10,
            "description",
            "Base",
            "estimatedclosedate",
            "2026-11-20",
            "channels",
            List.of(1));
    base = calls.version(org.anna, "opportunity", id);
  }

  @Test
  void theServerWinsWhereItsPolicySaysSo() {
    policies(ConflictPolicy.MANUAL, Map.of("name", AttributePolicy.SERVER));
    calls.change(org.eve, "opportunity", id, "name", "Theirs", "estimatedvalue", 5);

    apply(mine("name", "Mine", "description", "Mine"))
        .body("results[0].outcome", equalTo("merged"))
        .body("results[0].merges.find { it.attribute == 'name' }.source", equalTo("theirs"))
        .body("results[0].merges.find { it.attribute == 'name' }.policy", equalTo("server"))
        .body("results[0].merges.find { it.attribute == 'description' }.source", equalTo("mine"))
        .body("results[0].merges.find { it.attribute == 'description' }.policy", nullValue())
        .body(
            "results[0].merges.find { it.attribute == 'estimatedvalue' }.source",
            equalTo("theirs"));
    record()
        .body("attributes.name", equalTo("Theirs"))
        .body("attributes.description", equalTo("Mine"));
  }

  @Test
  void whereTheServerWinsAllNothingIsWritten() {
    policies(ConflictPolicy.SERVER, Map.of());
    long theirs = calls.change(org.eve, "opportunity", id, "name", "Theirs");

    apply(mine("name", "Mine"))
        .body("results[0].outcome", equalTo("merged"))
        .body("results[0].version", equalTo((int) theirs));
    record().body("version", equalTo((int) theirs)).body("attributes.name", equalTo("Theirs"));
  }

  @Test
  void theClientWinsAndWhatItOverwroteIsKept() {
    policies(ConflictPolicy.CLIENT, Map.of());
    calls.change(org.eve, "opportunity", id, "name", "Theirs");

    apply(mine("name", "Mine")).body("results[0].outcome", equalTo("merged"));
    record().body("attributes.name", equalTo("Mine"));
    assertEquals(
        1,
        count(
            "SELECT count(*) FROM record_history WHERE org_id = ? AND before ->> 'name' = 'Theirs'"));
  }

  @Test
  void oneAttributeThatSomebodyMustDecideAboutStopsTheWholeUpdate() {
    policies(ConflictPolicy.SERVER, Map.of("description", AttributePolicy.MANUAL));
    calls.change(org.eve, "opportunity", id, "name", "Theirs", "description", "Theirs");

    apply(mine("name", "Mine", "description", "Mine"))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("description"));
    record().body("attributes.name", equalTo("Theirs"));
  }

  @Test
  void whatPoliciesSettleIsToldBesideWhatSomebodyMustDecide() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of("estimatedvalue", AttributePolicy.SUM, "description", AttributePolicy.SERVER));
    calls.change(
        org.eve,
        "opportunity",
        id,
        "name",
        "Theirs",
        "description",
        "Theirs",
        "estimatedvalue",
        150);

    apply(mine("name", "Mine", "description", "Mine", "estimatedvalue", 110))
        .body("results[0].failure.conflicting", contains("name"))
        .body("results[0].failure.base.estimatedvalue", equalTo(100))
        .body(
            "results[0].failure.settled",
            equalTo(Map.of("estimatedvalue", 160.0f, "description", "Theirs")))
        .body("results[0].failure.settledBy.attribute", contains("description", "estimatedvalue"))
        .body("results[0].failure.settledBy.source", contains("theirs", "both"))
        .body("results[0].failure.settledBy.policy", contains("server", "sum"));
  }

  @Test
  void whatCannotBeCombinedStopsNothingElseFromBeingSettled() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of("estimatedvalue", AttributePolicy.SUM, "description", AttributePolicy.SERVER));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150);
    apply(mine("estimatedvalue", 110)).body("results[0].outcome", equalTo("merged"));
    calls.change(org.eve, "opportunity", id, "name", "Theirs", "description", "Theirs");

    apply(mine("name", "Mine", "description", "Mine", "estimatedvalue", 113))
        .body("results[0].failure.conflicting", containsInAnyOrder("name", "estimatedvalue"))
        .body("results[0].failure.settled", equalTo(Map.of("description", "Theirs")));
  }

  @Test
  void stateAndReasonAreSettledTogetherBesideWhatSomebodyMustDecide() {
    policies(ConflictPolicy.MANUAL, Map.of("statecode", AttributePolicy.SERVER));
    calls.change(org.eve, "opportunity", id, "name", "Theirs", "statuscode", 2);

    apply(mine("name", "Mine", "statecode", 5, "statuscode", 9))
        .body("results[0].failure.conflicting", contains("name"))
        .body("results[0].failure.settled", equalTo(Map.of("statecode", 0, "statuscode", 2)));
  }

  @Test
  void theLaterOneWins() {
    policies(ConflictPolicy.LATEST, Map.of());
    Instant before = Instant.now().minusSeconds(60);
    calls.change(org.eve, "opportunity", id, "name", "Theirs");

    apply(at(before, mine("name", "Mine"))).body("results[0].outcome", equalTo("merged"));
    record().body("attributes.name", equalTo("Theirs"));
    apply(at(Instant.now().plusSeconds(86_400), mine("name", "Mine")));
    record().body("attributes.name", equalTo("Mine"));
    // Another device made its change between the two: what counts is when, not when it came.
    apply(UUID.randomUUID(), org.eve, at(Instant.now().minusSeconds(30), mine("name", "Third")))
        .body("results[0].outcome", equalTo("merged"));
    record().body("attributes.name", equalTo("Mine"));
  }

  @Test
  void aChangeMadeLaterOfflineWinsOverOneThatCameLater() {
    policies(ConflictPolicy.LATEST, Map.of());
    Instant noon = Instant.now().minusSeconds(600);
    apply(UUID.randomUUID(), org.eve, at(noon, mine("name", "At noon")))
        .body("results[0].outcome", equalTo("applied"));

    apply(at(noon.plusSeconds(60), mine("name", "After noon")))
        .body("results[0].outcome", equalTo("merged"));
    record().body("attributes.name", equalTo("After noon"));
  }

  @Test
  void theGreatestAndTheLeastWin() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of(
            "estimatedvalue", AttributePolicy.MAX,
            "closeprobability", AttributePolicy.MIN,
            "estimatedclosedate", AttributePolicy.MAX));
    calls.change(
        org.eve,
        "opportunity",
        id,
        "estimatedvalue",
        300,
        "closeprobability",
        5,
        "estimatedclosedate",
        "2026-12-01");

    apply(mine("estimatedvalue", 200, "closeprobability", 3, "estimatedclosedate", "2026-12-24"))
        .body("results[0].outcome", equalTo("merged"));
    record()
        .body("attributes.estimatedvalue", equalTo(300))
        .body("attributes.closeprobability", equalTo(3))
        .body("attributes.estimatedclosedate", equalTo("2026-12-24"));
  }

  @Test
  void differencesAreAdded() {
    policies(ConflictPolicy.MANUAL, Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 110);

    // The same outcome on both sides still means ten twice.
    apply(mine("estimatedvalue", 110))
        .body("results[0].outcome", equalTo("merged"))
        .body("results[0].merges[0].source", equalTo("both"))
        .body("results[0].merges[0].policy", equalTo("sum"));
    record().body("attributes.estimatedvalue", equalTo(120));
  }

  /** Did it go on with its own number, or with the one that it saw of the others? */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasMadeOfBothIsDecidedAboutWhereADeviceSawOthersInBetween(boolean together) {
    policies(ConflictPolicy.MANUAL, Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150);
    long seen = calls.version(org.eve, "opportunity", id);
    Map<String, Object> first = mine("estimatedvalue", 110, "name", "A");
    Map<String, Object> second = update("opportunity", id, seen, "estimatedvalue", 115);
    Map<String, Object> other = update("opportunity", id, seen, "name", "B");
    other.put("dependsOn", List.of());

    ValidatableResponse answer;
    if (together) {
      answer = apply(first, second, other);
      answer.body("results.outcome", contains("merged", "failed", "applied"));
    } else {
      apply(first).body("results[0].outcome", equalTo("merged"));
      answer = apply(second, other);
      answer.body("results.outcome", contains("failed", "merged"));
    }
    answer.body(
        "results.find { it.outcome == 'failed' }.failure.conflicting", contains("estimatedvalue"));
    record().body("attributes.estimatedvalue", equalTo(160)).body("attributes.name", equalTo("B"));
  }

  @Test
  void theSecondDifferenceOfAQueueBuildsOnWhatTheDeviceHad() {
    policies(ConflictPolicy.MANUAL, Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150);
    Map<String, Object> first = mine("estimatedvalue", 110);
    first.put("baseValues", map("estimatedvalue", 100));
    Map<String, Object> second = mine("estimatedvalue", 113);
    second.put("baseValues", map("estimatedvalue", 110));

    apply(first, second).body("results.outcome", contains("merged", "merged"));
    record().body("attributes.estimatedvalue", equalTo(163));
  }

  @Test
  void whatBothMakeTogetherMustFitOrSomebodyDecides() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of("closeprobability", AttributePolicy.SUM, "estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "closeprobability", 60, "estimatedvalue", 150);
    Map<String, Object> action = mine("closeprobability", 90, "estimatedvalue", 110);
    action.put("baseValues", map("closeprobability", 0));

    apply(action)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("closeprobability"))
        .body("results[0].failure.errors.field", contains("attributes.closeprobability"))
        .body("results[0].failure.errors.code", contains("out-of-range"))
        .body("results[0].failure.settled", equalTo(Map.of("estimatedvalue", 160.0f)));

    // A resolver who takes mine builds on what he saw.
    action = mine("closeprobability", 90);
    action.put("baseVersion", calls.version(org.anna, "opportunity", id));
    action.put("overwrite", true);
    action.put("attempt", 2);
    apply(action).body("results[0].outcome", equalTo("applied"));
    record().body("attributes.closeprobability", equalTo(90));
  }

  @Test
  void whatAResolverDecidedFailsAgainWhenItMeetsANewerChange() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of(
            "closeprobability", AttributePolicy.SUM,
            "name", AttributePolicy.SERVER,
            "description", AttributePolicy.LATEST));
    Map<String, Object> decided =
        mine("closeprobability", 7, "name", "Mine", "description", "Mine");
    decided.put("overwrite", true);
    decided.put("attempt", 2);
    calls.change(
        org.eve, "opportunity", id, "closeprobability", 6, "name", "Newer", "description", "Newer");

    apply(decided)
        .body("results[0].failure.type", equalTo("conflict"))
        .body(
            "results[0].failure.conflicting",
            containsInAnyOrder("closeprobability", "name", "description"));
    record().body("attributes.name", equalTo("Newer"));
  }

  @Test
  void whatOthersAddedIsNotOverwrittenByTheNextEditOfAQueue() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of("closeprobability", AttributePolicy.SUM, "description", AttributePolicy.APPEND));
    calls.change(org.eve, "opportunity", id, "closeprobability", 50, "description", "Base, theirs");
    Map<String, Object> first = mine("closeprobability", 30, "description", "Base, mine");
    first.put("baseValues", map("closeprobability", 0, "description", "Base"));
    apply(first).body("results[0].outcome", equalTo("merged"));
    record().body("attributes.closeprobability", equalTo(80));

    Map<String, Object> next = mine("closeprobability", 60, "description", "Anew");
    next.put("baseVersion", calls.version(org.anna, "opportunity", id));
    next.put("baseValues", map("closeprobability", 30, "description", "Base, mine"));

    apply(next)
        .body(
            "results[0].failure.conflicting",
            containsInAnyOrder("closeprobability", "description"));
    record().body("attributes.closeprobability", equalTo(80));
  }

  @Test
  void withoutKnowingWhatTheDeviceHadSomebodyDecides() {
    policies(ConflictPolicy.MANUAL, Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150);

    apply(mine("estimatedvalue", 110)).body("results[0].outcome", equalTo("merged"));
    apply(mine("estimatedvalue", 113))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("estimatedvalue"));
  }

  @Test
  void differencesCountWhereNothingIsDetectedAsWell() {
    policies(
        ConflictDetection.OFF,
        ConflictPolicy.MANUAL,
        Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150, "name", "Theirs");
    Map<String, Object> action = mine("estimatedvalue", 90, "name", "Mine");
    action.put("baseValues", map("estimatedvalue", 100));

    apply(action).body("results[0].outcome", equalTo("merged"));
    record()
        .body("attributes.estimatedvalue", equalTo(140))
        .body("attributes.name", equalTo("Mine"));
  }

  @Test
  void theHistorySaysWhatTheDeviceHadWhereNothingIsDetectedAsWell() {
    policies(
        ConflictDetection.OFF,
        ConflictPolicy.MANUAL,
        Map.of("estimatedvalue", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 150);

    apply(mine("estimatedvalue", 110)).body("results[0].outcome", equalTo("merged"));
    record().body("attributes.estimatedvalue", equalTo(160));
  }

  @Test
  void baseValuesThatNoRecordCanHoldTellNothing() {
    policies(ConflictPolicy.MANUAL, Map.of("closeprobability", AttributePolicy.SUM));
    calls.change(org.eve, "opportunity", id, "closeprobability", 12);
    for (Object nonsense : new Object[] {5.5, "5", List.of(1), 1e300}) {
      UUID other = calls.create(org.anna, "opportunity", "name", "Other", "closeprobability", 10);
      Map<String, Object> action =
          update(
              "opportunity",
              other,
              calls.version(org.anna, "opportunity", other),
              "closeprobability",
              11);
      calls.change(org.eve, "opportunity", other, "closeprobability", 20);
      action.put("baseValues", map("closeprobability", nonsense));
      apply(action).body("results[0].outcome", equalTo("merged"));
      calls
          .get(org.anna, "opportunity", other)
          .then()
          .body("attributes.closeprobability", equalTo(21));
    }
  }

  @Test
  void aGuessOfASecuredValueIsNotConfirmed() {
    secure("estimatedvalue");
    for (int guess : new int[] {100, 101}) {
      apply(UUID.randomUUID(), org.anna, create("opportunity", id, "estimatedvalue", guess))
          .body("results[0].failure.type", equalTo("record-already-exists"));
    }
    apply(UUID.randomUUID(), org.anna, create("opportunity", id))
        .body("results[0].failure.type", equalTo("record-already-exists"));
  }

  @Test
  void choicesAreUnitedAndTextsGoneOnWith() {
    policies(
        ConflictPolicy.MANUAL,
        Map.of("channels", AttributePolicy.UNION, "description", AttributePolicy.APPEND));
    calls.change(
        org.eve, "opportunity", id, "channels", List.of(1, 2), "description", "Base, theirs");

    apply(mine("channels", List.of(3), "description", "Base, mine"))
        .body("results[0].outcome", equalTo("merged"));
    record()
        .body("attributes.channels", contains(2, 3))
        .body("attributes.description", equalTo("Base, theirs, mine"));
    calls.change(org.eve, "opportunity", id, "description", "Theirs again");
    apply(mine("description", "Rewritten"))
        .body("results[0].failure.conflicting", contains("description"));
  }

  @Test
  void stateAndReasonComeFromOneSide() {
    policies(ConflictPolicy.MANUAL, Map.of("statecode", AttributePolicy.SERVER));
    calls.change(org.eve, "opportunity", id, "statuscode", 2);

    apply(mine("statecode", 5, "statuscode", 9, "name", "Mine"))
        .body("results[0].outcome", equalTo("merged"));
    record()
        .body("attributes.statecode", equalTo(0))
        .body("attributes.statuscode", equalTo(2))
        .body("attributes.name", equalTo("Mine"));
  }

  @Test
  void whereAnyNewerVersionConflictsEveryAttributeNeedsAPolicy() {
    policies(
        ConflictDetection.RECORD, ConflictPolicy.MANUAL, Map.of("name", AttributePolicy.CLIENT));
    calls.change(org.eve, "opportunity", id, "closeprobability", 11);

    apply(mine("name", "Mine")).body("results[0].outcome", equalTo("merged"));
    calls.change(org.eve, "opportunity", id, "closeprobability", 12);
    apply(UUID.randomUUID(), org.anna, mine("name", "Again", "description", "Mine"))
        .body("results[0].failure.type", equalTo("conflict"));
  }

  @Test
  void deletesFollowTheEntitysPolicy() {
    policies(ConflictPolicy.SERVER, Map.of());
    calls.change(org.eve, "opportunity", id, "name", "Theirs");
    apply(delete("opportunity", id, base))
        .body("results[0].outcome", equalTo("merged"))
        .body("results[0].merges.attribute", hasItem("name"));
    record().body("attributes.name", equalTo("Theirs"));
    policies(ConflictPolicy.LATEST, Map.of());
    apply(at(Instant.now().minusSeconds(60), delete("opportunity", id, base)))
        .body("results[0].outcome", equalTo("merged"));
    record();
    policies(ConflictPolicy.CLIENT, Map.of());
    apply(delete("opportunity", id, base)).body("results[0].outcome", equalTo("applied"));
    calls.get(org.anna, "opportunity", id).then().statusCode(404);
  }

  @Test
  void theSameRecordMadeTwiceIsNoConflict() {
    UUID twice = UUID.randomUUID();
    apply(create("opportunity", twice, "name", "Twin", "estimatedvalue", 5))
        .body("results[0].outcome", equalTo("applied"));
    apply(UUID.randomUUID(), org.anna, create("opportunity", twice, "name", "Twin"))
        .body("results[0].outcome", equalTo("applied"));
    apply(UUID.randomUUID(), org.anna, create("opportunity", twice, "name", "Other"))
        .body("results[0].failure.type", equalTo("record-already-exists"));
    apply(UUID.randomUUID(), org.moses, create("opportunity", twice, "name", "Twin"))
        .body("results[0].failure.type", equalTo("record-already-exists"));
  }

  @Test
  void whatIsSecuredIsNoPartOfTheReceipt() {
    secure("estimatedvalue");
    calls
        .admin()
        .contentType("application/json")
        .body(Map.of("attributes", map("estimatedvalue", 7, "closeprobability", 77)))
        .patch("/dataset/v1/records/opportunity/" + id)
        .then()
        .statusCode(200);

    apply(mine("name", "Mine"))
        .body("results[0].merges.attribute", hasItems("name", "closeprobability"))
        .body("results[0].merges.attribute", not(hasItem("estimatedvalue")));
  }

  private void secure(String attribute) {
    org.entities.replaceAll(entity ->
        entity.logicalName().equals("opportunity")
            ? new EntityMetadata(
                entity.logicalName(),
                entity.displayName(),
                entity.custom(),
                entity.ownership(),
                entity.primaryNameAttribute(),
                entity.directory(),
                entity.attributes().stream()
                    .map(a -> a.withSecured(a.logicalName().equals(attribute)))
                    .toList(),
                entity.offline())
            : entity);
    configuration.apply(org.id, org.page());
  }

  private Map<String, Object> mine(Object... attributes) {
    return update("opportunity", id, base, attributes);
  }

  private static Map<String, Object> at(Instant madeAt, Map<String, Object> action) {
    action.put("madeAt", madeAt.toString());
    return action;
  }

  private ValidatableResponse record() {
    return calls.get(org.anna, "opportunity", id).then().statusCode(200);
  }

  private void policies(ConflictPolicy policy, Map<String, AttributePolicy> attributes) {
    policies(ConflictDetection.ATTRIBUTE, policy, attributes);
  }
}
