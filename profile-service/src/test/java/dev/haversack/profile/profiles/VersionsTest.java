package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
class VersionsTest {

  private static final String PATH = "/profile/v1/profiles/";
  private static final String FIRST =
      """
      [{"entity": "opportunity", "distribution": "custom", "columns": ["name", "trial"],
        "filter": {"and": [{"attribute": "trial", "operator": "eq", "value": 12500.00}]}}]
      """;
  private static final String SECOND = "[{\"entity\": \"opportunity\", \"distribution\": \"all\"}]";

  private Tenant tenant;
  private UUID profile;

  /** Version 1 is FIRST, version 2 and the draft are SECOND. */
  @BeforeEach
  void twoVersions() {
    tenant = Tenant.created();
    tenant.enable("opportunity");
    attributes("{\"logicalName\": \"trial\", \"displayName\": \"Trial\", \"type\": \"money\"}");
    profile = UUID.randomUUID();
    draft("First", FIRST);
    publish("Let's see");
    draft("Second", SECOND);
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  @Test
  void versionsTellWhoPublishedThemWhenAndWhy() {
    var answer = tenant.admin().get(PATH + profile + "/versions");

    answer
        .then()
        .statusCode(200)
        .body("items.version", contains(2, 1))
        .body("items.publishedBy", contains(adminId(), adminId()))
        .body("items.publishedAt", contains(notNullValue(), notNullValue()))
        .body("items.comment", contains(nullValue(), equalTo("Let's see")))
        .body("items.name", contains("Second", "First"));
  }

  @Test
  void anyTwoVersionsCanBeCompared() {
    var answer = tenant.admin().get(PATH + profile + "/comparison?from=1&to=2");

    answer
        .then()
        .statusCode(200)
        .body("from.version", equalTo(1))
        .body("from.comment", equalTo("Let's see"))
        .body("to.version", equalTo(2))
        .body("changes.kind", contains("name", "distribution", "columns"))
        .body(
            "changes.entity", contains(nullValue(), equalTo("opportunity"), equalTo("opportunity")))
        .body(
            "changes[1].text",
            equalTo(
                "Opportunity is now taken as all records; before: records where Trial is 12500.00,"
                    + " columns Topic, Trial."))
        .body("patch.find { it.path == '/name' }.value", equalTo("Second"));
  }

  @Test
  void withoutParametersItTellsWhatPublishingWouldChange() {
    draft("Second", "[]");

    var answer = tenant.admin().get(PATH + profile + "/comparison");

    answer
        .then()
        .statusCode(200)
        .body("from.version", equalTo(2))
        .body("to.version", nullValue())
        .body("changes.kind", contains("item-removed"))
        .body("patch", hasSize(1))
        .body("patch[0].op", equalTo("remove"))
        .body("patch[0].path", equalTo("/items/0"));
  }

  @Test
  void equalStatesDoNotDiffer() {
    tenant
        .admin()
        .get(PATH + profile + "/comparison?from=draft&to=2")
        .then()
        .statusCode(200)
        .body("changes", empty())
        .body("patch", empty());
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    tenant.badAdmin().get(PATH + profile + "/comparison?to=3").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/comparison?to=999999999").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/comparison?from=0").then().statusCode(400);
    tenant.badAdmin().get(PATH + profile + "/comparison?from=latest").then().statusCode(400);
    tenant.badAdmin().get(PATH + UUID.randomUUID() + "/comparison").then().statusCode(404);
    UUID unpublished = tenant.profile("[]");
    tenant.badAdmin().get(PATH + unpublished + "/comparison").then().statusCode(404);
  }

  @Test
  void theDraftBecomesWhatAnEarlierVersionWas() {
    var before = tenant.admin().get(PATH + profile).header("ETag");

    var answer =
        tenant.admin().header("If-Match", before).post(PATH + profile + "/versions/1/restore");

    answer
        .then()
        .statusCode(200)
        .body("publishable", equalTo(true))
        .body("draft.name", equalTo("First"))
        .body("draft.publishedVersion", equalTo(2));
    tenant
        .admin()
        .header("If-None-Match", answer.header("ETag"))
        .get(PATH + profile)
        .then()
        .statusCode(304);
    tenant
        .admin()
        .get(PATH + profile + "/comparison?from=1")
        .then()
        .body("changes", empty())
        .body("patch", empty());
    tenant.admin().get(PATH + profile + "/versions").then().body("items", hasSize(2));
    tenant
        .badAdmin()
        .header("If-Match", before)
        .post(PATH + profile + "/versions/1/restore")
        .then()
        .statusCode(412);
  }

  @Test
  void anEarlierVersionIsPublishedAgainAsTheNextOne() {
    draft("At work", "[]");
    String tag = tenant.admin().get(PATH + profile).header("ETag");

    var answer =
        tenant
            .admin()
            .header("If-Match", tag)
            .body("{\"comment\": \"Back\"}")
            .post(PATH + profile + "/versions/1/republish");

    answer
        .then()
        .statusCode(201)
        .header("Location", endsWith(PATH + profile + "/versions/3"))
        .body("version", equalTo(3))
        .body("republishedFrom", equalTo(1))
        .body("publishedBy", equalTo(adminId()))
        .body("comment", equalTo("Back"));
    var admin = tenant.admin();
    admin.get(PATH + profile + "/comparison?from=1&to=3").then().body("patch", empty());
    tenant
        .admin()
        .get(PATH + profile)
        .then()
        .body("name", equalTo("At work"))
        .body("items", empty())
        .body("publishedVersion", equalTo(3));
    tenant
        .service()
        .queryParam("limit", 1000)
        .get("/profile/v1/configuration-feed")
        .then()
        .body("entries.find { it.kind == 'published-profile' }.payload.version", equalTo(3))
        .body("entries.find { it.kind == 'published-profile' }.payload.name", equalTo("First"));
    tenant
        .badAdmin()
        .header("If-Match", tag)
        .post(PATH + profile + "/versions/1/republish")
        .then()
        .statusCode(412);
    tenant.admin().get(PATH + profile + "/versions").then().body("items", hasSize(3));
  }

  @Test
  void whatTodaysMetadataForbidsIsRestoredWithFindingsButNotPublished() {
    attributes("");

    tenant
        .badAdmin()
        .post(PATH + profile + "/versions/1/republish")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-profile"))
        .body("errors.code", contains("unknown-attribute", "unknown-attribute"));
    tenant.admin().get(PATH + profile + "/versions").then().body("items.version", contains(2, 1));
    tenant
        .admin()
        .post(PATH + profile + "/versions/1/restore")
        .then()
        .statusCode(200)
        .body("publishable", equalTo(false))
        .body(
            "findings.field", contains("items[0].filter.and[0].attribute", "items[0].columns[1]"));
  }

  @Test
  void anotherProfilesNameIsNotTakenBack() {
    UUID other = UUID.randomUUID();
    tenant.put(PATH + other, tenant.profileBody(other, "First", "[]"));

    for (String how : new String[] {"restore", "republish"}) {
      tenant
          .badAdmin()
          .post(PATH + profile + "/versions/1/" + how)
          .then()
          .statusCode(409)
          .body("code", equalTo("duplicate-name"));
    }
  }

  @Test
  void unknownVersionsAndForeignProfilesAreNotFound() {
    Tenant stranger = Tenant.created();
    for (String how : new String[] {"restore", "republish"}) {
      tenant.badAdmin().post(PATH + profile + "/versions/3/" + how).then().statusCode(404);
      tenant.badAdmin().post(PATH + profile + "/versions/0/" + how).then().statusCode(400);
      stranger.badAdmin().post(PATH + profile + "/versions/1/" + how).then().statusCode(404);
      tenant
          .user(UUID.randomUUID())
          .post(PATH + profile + "/versions/1/" + how)
          .then()
          .statusCode(403);
    }
    stranger.badAdmin().get(PATH + profile + "/comparison").then().statusCode(404);
    tenant.user(UUID.randomUUID()).get(PATH + profile + "/comparison").then().statusCode(403);
  }

  @Test
  void aCommentHasALimit() {
    for (String path : new String[] {"/publish", "/versions/1/republish"}) {
      tenant
          .badAdmin()
          .body("{\"comment\": \"" + "x".repeat(2001) + "\"}")
          .post(PATH + profile + path)
          .then()
          .statusCode(400)
          .body("errors[0].field", equalTo("comment"));
      tenant
          .badAdmin()
          .body("{\"note\": \"x\"}")
          .post(PATH + profile + path)
          .then()
          .statusCode(400);
    }
  }

  private String adminId() {
    return tenant.adminId.toString();
  }

  private void draft(String name, String items) {
    tenant.put(PATH + profile, tenant.profileBody(profile, name, items));
  }

  private void publish(String comment) {
    tenant
        .admin()
        .body("{\"comment\": \"" + comment + "\"}")
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(201);
  }

  /** Sets the attributes that the organization added to opportunities. */
  private void attributes(String further) {
    String path = "/profile/v1/entities/opportunity";
    var json = tenant.admin().get(path).jsonPath();
    java.util.List<java.util.Map<String, Object>> attributes =
        new java.util.ArrayList<>(json.getList("attributes"));
    attributes.removeIf(attribute -> "trial".equals(attribute.get("logicalName")));
    if (!further.isEmpty()) {
      attributes.add(io.restassured.path.json.JsonPath.from(further).getMap("$"));
    }
    java.util.Map<String, Object> entity = new java.util.LinkedHashMap<>(json.getMap("$"));
    entity.put("attributes", attributes);
    tenant.admin().body(entity).put(path).then().statusCode(200);
  }
}
