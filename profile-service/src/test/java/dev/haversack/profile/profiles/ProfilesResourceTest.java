package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
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
class ProfilesResourceTest {

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
  void draftLivesFromCreationToDeletion() {
    UUID profile = UUID.randomUUID();

    var created =
        tenant
            .admin()
            .body(tenant.profileBody(profile, "Sales", MY_OPPORTUNITIES))
            .put(PATH + profile);
    created.then().statusCode(201).header("Location", endsWith(PATH + profile));
    var changed =
        tenant
            .admin()
            .header("If-Match", created.header("ETag"))
            .body(tenant.profileBody(profile, "Agents", FAULTS))
            .put(PATH + profile);
    changed.then().statusCode(200).body("items", hasSize(4));
    tenant
        .badAdmin()
        .header("If-Match", created.header("ETag"))
        .body(tenant.profileBody(profile, "Late", "[]"))
        .put(PATH + profile)
        .then()
        .statusCode(412);
    tenant
        .admin()
        .get(PATH + profile)
        .then()
        .statusCode(200)
        .body("name", equalTo("Agents"))
        .body("items[2].filter.and[0].value", equalTo(9));
    tenant
        .admin()
        .header("If-None-Match", changed.header("ETag"))
        .get(PATH + profile)
        .then()
        .statusCode(304);
    tenant.admin().get(PATH).then().statusCode(200).body("items.id", contains(profile.toString()));
    tenant
        .badAdmin()
        .header("If-Match", created.header("ETag"))
        .delete(PATH + profile)
        .then()
        .statusCode(412);
    tenant.admin().delete(PATH + profile).then().statusCode(204);
    tenant.badAdmin().get(PATH + profile).then().statusCode(404);
  }

  @Test
  void namesAreUniqueAndIdsThoseOfThePath() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    tenant.put(PATH + first, tenant.profileBody(first, "Sales", "[]"));

    tenant
        .badAdmin()
        .body(tenant.profileBody(second, "Sales", "[]"))
        .put(PATH + second)
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-name"))
        .body("errors.publishedCode", contains("0x800609A7"));
    tenant
        .badAdmin()
        .body(tenant.profileBody(first, "Other", "[]"))
        .put(PATH + second)
        .then()
        .statusCode(422)
        .body("errors.code", contains("id-mismatch"));
    tenant
        .badAdmin()
        .body(tenant.profileBody(second, "", "[]"))
        .put(PATH + second)
        .then()
        .statusCode(400);
  }

  @Test
  void assignmentsAreLive() {
    UUID profile = tenant.profile(MY_OPPORTUNITIES);
    UUID user = tenant.user();
    UUID team = tenant.team();
    String path = PATH + profile + "/assignments";
    String body = "{\"userIds\": [\"%s\"], \"teamIds\": [\"%s\"]}".formatted(user, team);
    String none =
        tenant
            .admin()
            .get(path)
            .then()
            .statusCode(200)
            .body("userIds", empty())
            .extract()
            .header("ETag");

    tenant.admin().header("If-Match", none).body(body).put(path).then().statusCode(200);

    tenant.badAdmin().header("If-Match", none).body(body).put(path).then().statusCode(412);
    tenant
        .badAdmin()
        .delete(PATH + profile)
        .then()
        .statusCode(409)
        .body("errors.publishedCode", contains("0x800609A3"));
    tenant.badAdmin().delete("/profile/v1/users/" + user).then().statusCode(409);
    tenant.badAdmin().delete("/profile/v1/teams/" + team).then().statusCode(409);
    tenant.put(path, "{\"userIds\": [], \"teamIds\": []}");
    tenant.admin().delete(PATH + profile).then().statusCode(204);
    tenant
        .service()
        .queryParam("limit", 1000)
        .get("/profile/v1/configuration-feed")
        .then()
        .body("entries.find { it.kind == 'profile-assignments' }.payload", equalTo(null));
  }

  @Test
  void assignmentsNameTheDirectory() {
    UUID profile = tenant.profile("[]");
    UUID user = tenant.user();

    var answer =
        tenant
            .badAdmin()
            .body(
                "{\"userIds\": [\"%s\", \"%s\"], \"teamIds\": [\"%s\"]}"
                    .formatted(user, UUID.randomUUID(), user))
            .put(PATH + profile + "/assignments");

    answer.then().statusCode(422).body("errors.field", contains("userIds[1]", "teamIds[0]"));
  }

  @Test
  void unknownProfilesAndVersionsAreNotFound() {
    String unknown = PATH + UUID.randomUUID();
    UUID profile = tenant.profile("[]");

    tenant.badAdmin().get(unknown + "/findings").then().statusCode(404);
    tenant.badAdmin().post(unknown + "/publish").then().statusCode(404);
    tenant.badAdmin().get(unknown + "/versions").then().statusCode(404);
    tenant.badAdmin().get(unknown + "/assignments").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/versions/1").then().statusCode(404);
    tenant.badAdmin().get(PATH + profile + "/versions/0").then().statusCode(400);
    tenant
        .badAdmin()
        .queryParam("cursor", "eA")
        .get(PATH + profile + "/versions")
        .then()
        .statusCode(400);
  }

  @Test
  void usersDoNotConfigure() {
    UUID profile = tenant.profile("[]");
    UUID user = UUID.randomUUID();

    tenant.user(user).get(PATH).then().statusCode(403);
    tenant.user(user).get(PATH + profile).then().statusCode(403);
    tenant.user(user).post(PATH + profile + "/publish").then().statusCode(403);
    tenant.user(user).delete(PATH + profile).then().statusCode(403);
  }
}
