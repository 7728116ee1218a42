package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class LimitsTest {

  private static final String PATH = "/profile/v1/profiles/";
  private static final String OPPORTUNITIES_WITH_ACCOUNTS =
      """
      [{"entity": "opportunity", "distribution": "all",
        "associations": [{"relationship": "opportunity_parent_account", "direction": "parent"}]},
       {"entity": "account", "distribution": "related"}]
      """;

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    tenant.enable("opportunity");
    tenant.enable("account");
  }

  @Test
  void limitsHaveGenerousDefaults() {
    tenant
        .admin()
        .get("/profile/v1/organization")
        .then()
        .statusCode(200)
        .body("settings.profileLimits.associationsPerItem", equalTo(100))
        .body("settings.profileLimits.usersPerProfile", equalTo(100_000))
        .body("settings.profileLimits.linksPerFilter", equalTo(15))
        .body("settings.profileLimits.entitiesPerFilter", equalTo(15))
        .body("settings.profileLimits.recordsPerUser", equalTo(3_000_000));
  }

  @Test
  void profileOverALimitIsNotPublished() {
    UUID profile = tenant.profile(OPPORTUNITIES_WITH_ACCOUNTS);
    tenant.limits("\"associationsPerItem\": 0");

    tenant
        .badAdmin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-profile"))
        .body("errors.publishedCode", contains("0x80071139"))
        .body(
            "errors[0].message",
            equalTo(
                "The organization allows 0 associations that lead on from one item, directly or through others; here are 1. "
                    + "Over the limit leads: opportunity => account."));
    tenant.limits("\"associationsPerItem\": 1");
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  @Test
  void itemsAndConditionsHaveLimits() {
    UUID profile =
        tenant.profile(
            """
            [{"entity": "opportunity", "distribution": "all"},
             {"entity": "account", "distribution": "custom", "filter": {"and": [
               {"attribute": "name", "operator": "not-null"},
               {"attribute": "statecode", "operator": "eq", "value": 0}]}}]
            """);
    tenant.limits("\"itemsPerProfile\": 1, \"conditionsPerFilter\": 1");

    tenant
        .admin()
        .get(PATH + profile + "/findings")
        .then()
        .statusCode(200)
        .body("publishable", equalTo(false))
        .body("findings.code", contains("too-many-items", "too-many-conditions"));
  }

  @Test
  void linksAndLinkedEntitiesHaveLimits() {
    String link =
        "{\"link\": {\"type\": \"any\", \"entity\": \"%s\", \"from\": \"%s\", \"to\": \"accountid\"}}";
    UUID profile =
        tenant.profile(
            """
            [{"entity": "account", "distribution": "custom", "filter": {"or": [%s, %s]}}]
            """
                .formatted(
                    link.formatted("opportunity", "parentaccountid"),
                    link.formatted("contact", "parentcustomerid")));
    String path = PATH + profile + "/findings";

    tenant.admin().get(path).then().body("publishable", equalTo(true));
    tenant.limits("\"linksPerFilter\": 1");
    tenant
        .admin()
        .get(path)
        .then()
        .body("publishable", equalTo(false))
        .body("findings.code", contains("too-many-links"))
        .body("findings.publishedCode", contains("0x8004430D"))
        .body(
            "findings[0].message",
            equalTo("The organization allows 1 links in a filter; this one has 2."));
    tenant.limits("\"entitiesPerFilter\": 1");
    tenant
        .admin()
        .get(path)
        .then()
        .body(
            "findings[0].message",
            equalTo("The organization allows 1 linked entities in a filter; this one has 2."));
  }

  @Test
  void usersOfTeamsCountOnce() {
    UUID anna = tenant.user();
    UUID team = tenant.team(anna, tenant.user());
    UUID profile = tenant.profile("[]");
    tenant.limits("\"usersPerProfile\": 2");
    String path = PATH + profile + "/assignments";

    tenant.put(path, assignments(anna, team));
    tenant
        .badAdmin()
        .body(assignments(tenant.user(), team))
        .put(path)
        .then()
        .statusCode(422)
        .body("errors.code", contains("too-many-users"))
        .body("errors.publishedCode", hasItem("0x80071134"));
    tenant.admin().get(path).then().body("userIds", contains(anna.toString()));
  }

  /** Who joins a team changes no profile; it is found when that is published the next time. */
  @Test
  void profileWhoseTeamsGrewOverTheLimitIsNotPublished() {
    UUID team = tenant.team(tenant.user(), tenant.user());
    UUID profile = tenant.profile("[]");
    tenant.put(
        PATH + profile + "/assignments",
        "{\"userIds\": [], \"teamIds\": [\"%s\"]}".formatted(team));
    tenant.limits("\"usersPerProfile\": 1");

    tenant
        .admin()
        .get(PATH + profile + "/findings")
        .then()
        .body("publishable", equalTo(false))
        .body("findings.code", hasItem("too-many-users"))
        .body("findings.field", hasItem("assignments"));
    tenant
        .badAdmin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(422)
        .body("errors.code", contains("too-many-users"));

    tenant.limits("\"usersPerProfile\": 2");
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  @Test
  void lookupThatAnAssociationFollowsCannotGo() {
    tenant.put(
        "/profile/v1/entities/visit",
        """
        {"logicalName": "visit", "displayName": "Visit", "ownership": "user",
         "primaryNameAttribute": "name", "offline": {"enabled": true, "organizationFilter": {"and": []}},
         "attributes": [
           {"logicalName": "name", "displayName": "Name", "type": "string"},
           {"logicalName": "customerid", "displayName": "Customer", "type": "lookup",
            "targets": [{"entity": "account", "relationship": "visit_customer"}]}]}
        """);
    tenant.profile(
        """
        [{"entity": "account", "distribution": "all",
          "associations": [{"relationship": "visit_customer", "direction": "children"}]},
         {"entity": "visit", "distribution": "related"}]
        """);

    tenant
        .badAdmin()
        .body(
            """
            {"logicalName": "visit", "displayName": "Visit", "ownership": "user",
             "primaryNameAttribute": "name", "offline": {"enabled": true, "organizationFilter": {"and": []}},
             "attributes": [{"logicalName": "name", "displayName": "Name", "type": "string"}]}
            """)
        .header("If-Match", "*")
        .put("/profile/v1/entities/visit")
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"));
  }

  private static String assignments(UUID user, UUID team) {
    return "{\"userIds\": [\"%s\"], \"teamIds\": [\"%s\"]}".formatted(user, team);
  }
}
