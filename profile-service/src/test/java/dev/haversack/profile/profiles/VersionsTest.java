package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class VersionsTest {

  private static final String PATH = TwoVersions.PATH;

  private TwoVersions state;
  private Tenant tenant;
  private UUID profile;

  @BeforeEach
  void twoVersions() {
    state = new TwoVersions();
    tenant = state.tenant;
    profile = state.profile;
  }

  @Test
  void versionsTellWhoPublishedThemWhenAndWhy() {
    var answer = tenant.admin().get(PATH + profile + "/versions");

    answer
        .then()
        .statusCode(200)
        .body("items.version", contains(2, 1))
        .body("items.publishedBy", contains(tenant.adminId.toString(), tenant.adminId.toString()))
        .body("items.publishedAt", contains(notNullValue(), notNullValue()))
        .body("items.comment", contains(nullValue(), equalTo("Let's see")))
        .body("items.name", contains("Second", "First"));
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
    state.draft("At work", "[]");
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
        .body("publishedBy", equalTo(tenant.adminId.toString()))
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
    state.attributes("");

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

  /** As a client does that knows of no comment. */
  @Test
  void publishingNeedsNeitherBodyNorContentType() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + PATH + profile + "/publish"))
            .header("Authorization", "Bearer " + Tokens.admin(tenant.id, tenant.adminId))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(201, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
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
}
