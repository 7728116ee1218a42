package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Activities of an organization's own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ActivitiesTest {

  private static final String PATH = "/profile/v1/entities/inspection";
  private static final String REGARDING =
      """
      , {"logicalName": "regardingobjectid", "displayName": "Regarding", "type": "lookup",
         "targets": [{"entity": "account", "relationship": "account_inspections"}]}
      """;
  private static final String STATES =
      """
      , {"logicalName": "statecode", "displayName": "Status", "type": "state",
         "choices": [{"value": 0, "label": "Open"}, {"value": 1, "label": "Passed"}%s]}
      """;

  private static final String REASONS =
      """
      , {"logicalName": "statuscode", "displayName": "Reason", "type": "status",
         "choices": [{"value": 1, "label": "Open", "state": 0}]}
      """;

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void theServerGivesThemWhatActivitiesHave() {
    put(true, REGARDING)
        .statusCode(201)
        .body("activity", equalTo(true))
        .body("attributes.logicalName", hasItems("actualend", "statecode", "statuscode", "ownerid"))
        .body(
            "attributes.find {it.logicalName == 'statuscode'}.choices.label",
            contains("Open", "Completed", "Canceled"));
    String stored = tenant.admin().get(PATH).body().asString();
    tenant.admin().body(stored).put(PATH).then().statusCode(200);
  }

  @Test
  void theyRegardSomethingAndHaveItsStates() {
    put(true, "").statusCode(422).body("errors.code", contains("not-an-activity"));
    put(true, REGARDING + STATES.formatted(""))
        .statusCode(422)
        .body("errors.code", hasItem("not-an-activity"));
    put(true, REGARDING + REASONS).statusCode(422).body("errors.code", hasItem("not-an-activity"));
  }

  @Test
  void whetherTheyAreActivitiesIsChosenOnce() {
    put(true, REGARDING).statusCode(201);
    put(false, REGARDING).statusCode(422).body("errors.code", contains("activity-changed"));
  }

  @Test
  void thoseThatAreBuiltInStayWhatTheyAre() {
    String stored = tenant.admin().get("/profile/v1/entities/task").body().asString();

    tenant
        .admin()
        .body(stored.replace("\"activity\":true", "\"activity\":false"))
        .put("/profile/v1/entities/task")
        .then()
        .statusCode(200)
        .body("activity", equalTo(true));
  }

  private ValidatableResponse put(boolean activity, String more) {
    return tenant
        .badAdmin()
        .body(
            """
            {"logicalName": "inspection", "displayName": "Inspection", "ownership": "user",
             "primaryNameAttribute": "subject", "activity": %s, "offline": {"enabled": false},
             "attributes": [{"logicalName": "subject", "displayName": "Subject", "type": "string"}%s]}
            """
                .formatted(activity, more))
        .put(PATH)
        .then();
  }
}
