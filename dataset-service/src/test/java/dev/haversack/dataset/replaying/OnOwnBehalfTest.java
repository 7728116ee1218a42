package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions of one user that are applied with another's rights. */
@QuarkusTest
class OnOwnBehalfTest extends ReplayingFixture {

  private UUID opportunity;

  /** Eve reaches everything; Anna what is hers, and this is not hers any more. */
  @BeforeEach
  void whatIsOutOfAnnasReach() {
    UUID all = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            all, PrivilegeInheritance.DIRECT_USER, TestOrganization.all("*", Depth.ORGANIZATION)));
    org.setRoles(org.eve, all);
    configuration.apply(org.id, org.page());
    opportunity = calls.create(org.eve, "opportunity", "name", "Secret", "estimatedvalue", 9);
  }

  @Test
  void itIsAppliedWithTheRightsOfWhoSettlesIt() {
    apply(device, org.anna, update("opportunity", opportunity, 0L, "description", "Mine"))
        .body("results[0].failure.code", equalTo("privilege-denied"));
    forAnna(onPresentOf(update("opportunity", opportunity, 0L, "description", "Mine")))
        .body("results[0].outcome", equalTo("applied"));
    calls
        .get(org.eve, "opportunity", opportunity)
        .then()
        .body("attributes.description", equalTo("Mine"))
        .body("attributes.modifiedby", equalTo(org.eve.toString()));
  }

  /** Anna sees the failure: it must not tell her what she may not read. */
  @Test
  void whatGoesWrongShowsTheMakerNothingThatHeMayNotRead() {
    long seen = calls.version(org.eve, "opportunity", opportunity);
    calls.change(org.eve, "opportunity", opportunity, "description", "Theirs");
    forAnna(update("opportunity", opportunity, seen, "description", "Mine"))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.theirs", nullValue())
        .body("results[0].failure.base", nullValue())
        .body("results[0].failure.theirsVersion", notNullValue());
    Map<String, Object> overwriting =
        onPresentOf(update("opportunity", opportunity, seen, "description", "Mine"));
    overwriting.put("overwrite", true);
    forAnna(overwriting).body("results[0].outcome", equalTo("applied"));
    forAnna(onPresentOf(update("opportunity", opportunity, 0L, "estimatedvalue", "much")))
        .body("results[0].failure.type", equalTo("other"))
        .body("results[0].failure.theirs", nullValue());
  }

  @Test
  void norDoesWhatBothSidesMakeTogether() {
    policies(
        ConflictDetection.ATTRIBUTE,
        ConflictPolicy.MANUAL,
        Map.of("closeprobability", AttributePolicy.SUM, "estimatedvalue", AttributePolicy.SUM));
    long seen = calls.version(org.eve, "opportunity", opportunity);
    calls.change(org.eve, "opportunity", opportunity, "closeprobability", 60, "estimatedvalue", 12);
    Map<String, Object> action =
        update("opportunity", opportunity, seen, "closeprobability", 90, "estimatedvalue", 10);
    action.put("baseValues", map("closeprobability", 0, "estimatedvalue", 9));
    forAnna(action)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.theirs", nullValue())
        .body("results[0].failure.errors", nullValue())
        .body("results[0].failure.settled", nullValue())
        .body("results[0].failure.settledBy", nullValue());
  }

  @Test
  void whatIsMadeForAnotherBelongsToHim() {
    UUID made = UUID.randomUUID();
    forAnna(create("opportunity", made, "name", "Tents"))
        .body("results[0].outcome", equalTo("applied"));
    calls
        .get(org.anna, "opportunity", made)
        .then()
        .body("attributes.ownerid", equalTo(org.anna.toString()))
        .body("attributes.createdby", equalTo(org.eve.toString()));
  }

  private Map<String, Object> onPresentOf(Map<String, Object> action) {
    action.put("baseVersion", calls.version(org.eve, "opportunity", opportunity));
    return action;
  }

  private ValidatableResponse forAnna(Map<String, Object> action) {
    Map<String, Object> request = request(UUID.randomUUID(), org.eve, action);
    request.put("madeBy", org.anna.toString());
    return send(request).then().statusCode(200);
  }
}
