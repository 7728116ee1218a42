package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

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
class PublishingTest {

  private static final String PATH = "/profile/v1/profiles/";
  private static final String MY_OPPORTUNITIES =
      "[{\"entity\": \"opportunity\", \"distribution\": \"organization\", \"ownedByMe\": true}]";
  private static final String FAULTS =
      """
      [{"entity": "opportunity", "distribution": "organization"},
       {"entity": "nothing", "distribution": "all"},
       {"entity": "opportunity", "distribution": "custom", "columns": ["nme"],
        "filter": {"and": [{"attribute": "statecode", "operator": "eq", "value": 9}]}},
       {"entity": "lead", "distribution": "all"}]
      """;

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    tenant.enable("opportunity");
  }

  @Test
  void allFindingsComeAtOnce() {
    UUID profile = tenant.profile(FAULTS);

    var answer = tenant.admin().get(PATH + profile + "/findings");

    answer
        .then()
        .statusCode(200)
        .body("publishable", equalTo(false))
        .body(
            "findings.field",
            contains(
                "items[0]",
                "items[1].entity",
                "items[2].entity",
                "items[2].filter.and[0].value",
                "items[2].columns[0]",
                "items[3].entity"))
        .body("findings.publishedCode", hasItems("0x80071138", "0x8006099B", "0x800609A8"));
  }

  @Test
  void enabledEntityWithoutOrganizationFilterIsAWarning() {
    tenant.put("/profile/v1/entities/account/offline", "{\"enabled\": true}");
    UUID profile = tenant.profile("[{\"entity\": \"account\", \"distribution\": \"all\"}]");

    var answer = tenant.admin().get(PATH + profile + "/findings");

    answer
        .then()
        .statusCode(200)
        .body("publishable", equalTo(true))
        .body("findings.severity", contains("warning"))
        .body("findings.publishedCode", contains("0x80071132"));
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  @Test
  void warningsOfFiltersDoNotKeepADraftFromBeingPublished() {
    tenant.put(
        "/profile/v1/entities/opportunity/offline",
        """
        {"enabled": true,
         "organizationFilter": {"attribute": "statecode", "operator": "eq", "value": 0}}
        """);
    UUID profile =
        tenant.profile(
            """
            [{"entity": "opportunity", "distribution": "custom",
              "filter": {"attribute": "statecode", "operator": "eq", "value": 1}}]
            """);

    var answer = tenant.admin().get(PATH + profile + "/findings");

    answer
        .then()
        .statusCode(200)
        .body("publishable", equalTo(true))
        .body("findings.field", contains("items[0].filter"))
        .body("findings.code", contains("contradicts-organization-filter"));
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  @Test
  void invalidDraftIsNotPublished() {
    UUID profile = tenant.profile(FAULTS);

    var answer = tenant.badAdmin().post(PATH + profile + "/publish");

    answer
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-profile"))
        .body("errors", hasSize(6));
    tenant.admin().get(PATH + profile + "/versions").then().statusCode(200).body("items", empty());
  }

  @Test
  void publishedVersionsNeverChange() {
    UUID profile = tenant.profile(MY_OPPORTUNITIES);

    tenant
        .admin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(201)
        .header("Location", endsWith(PATH + profile + "/versions/1"))
        .body("version", equalTo(1));
    tenant.put(
        PATH + profile,
        tenant.profileBody(
            profile, "Later", "[{\"entity\": \"opportunity\", \"distribution\": \"all\"}]"));
    tenant
        .admin()
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(201)
        .body("version", equalTo(2));

    tenant
        .admin()
        .get(PATH + profile + "/versions/1")
        .then()
        .statusCode(200)
        .body("items[0].ownedByMe", equalTo(true));
    var page = tenant.admin().queryParam("limit", 1).get(PATH + profile + "/versions");
    page.then().statusCode(200).body("items.version", contains(2));
    tenant
        .admin()
        .queryParam("cursor", page.jsonPath().getString("nextCursor"))
        .get(PATH + profile + "/versions")
        .then()
        .body("items.version", contains(1));
    tenant.admin().get(PATH + profile).then().body("publishedVersion", equalTo(2));
    tenant
        .service()
        .queryParam("limit", 1000)
        .get("/profile/v1/configuration-feed")
        .then()
        .body("entries.find { it.kind == 'published-profile' }.payload.version", equalTo(2));
  }

  @Test
  void publishingAgainWithTheSameIfMatchPublishesOnce() {
    UUID profile = tenant.profile(MY_OPPORTUNITIES);
    String tag = tenant.admin().get(PATH + profile).header("ETag");
    tenant.admin().header("If-Match", tag).post(PATH + profile + "/publish").then().statusCode(201);

    var answer = tenant.badAdmin().header("If-Match", tag).post(PATH + profile + "/publish");

    answer.then().statusCode(412);
  }

  @Test
  void draftsAreNoPartOfTheFeed() {
    var before = tenant.service().get("/profile/v1/configuration-feed").jsonPath();

    tenant.profile(MY_OPPORTUNITIES);

    tenant
        .service()
        .get("/profile/v1/configuration-feed")
        .then()
        .body("revision", equalTo(before.getInt("revision")));
  }
}
