package dev.haversack.profile.directory;

import static org.hamcrest.Matchers.contains;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DirectoryResourceTest {

  private static final String UNITS = "/profile/v1/business-units/";
  private static final String TEAMS = "/profile/v1/teams/";
  private static final String USERS = "/profile/v1/users/";
  private static final String ROLES = "/profile/v1/roles/";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void listsGoPageByPage() {
    for (int i = 0; i < 4; i++) {
      tenant.unit();
    }

    var first =
        tenant
            .admin()
            .queryParam("limit", 3)
            .get(UNITS)
            .then()
            .statusCode(200)
            .body("items", hasSize(3))
            .extract()
            .jsonPath();
    var second =
        tenant
            .admin()
            .queryParam("limit", 3)
            .queryParam("cursor", first.getString("nextCursor"))
            .get(UNITS);

    second.then().statusCode(200).body("items", hasSize(2)).body("nextCursor", equalTo(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {UNITS, TEAMS, USERS, ROLES})
  void badPagesAndIdsAreRefused(String path) {
    tenant.admin().get(path).then().statusCode(200);
    tenant
        .badAdmin()
        .queryParam("cursor", "bm9uZQ")
        .get(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
    tenant.badAdmin().queryParam("limit", 1001).get(path).then().statusCode(400);
    tenant.badAdmin().queryParam("page", 2).get(path).then().statusCode(400);
    tenant.badAdmin().get(path + UUID.randomUUID()).then().statusCode(404);
    tenant
        .badAdmin()
        .body("{}")
        .put(path + UUID.randomUUID())
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
    tenant.user(UUID.randomUUID()).get(path).then().statusCode(403);
  }

  @Test
  void teamKeepsItsMembersFromBeingDeleted() {
    UUID user = tenant.user();
    UUID team = tenant.team(user);

    tenant.badAdmin().delete(USERS + user).then().statusCode(409).body("code", equalTo("in-use"));
    tenant
        .admin()
        .get(TEAMS + team)
        .then()
        .statusCode(200)
        .body("memberIds", contains(user.toString()));
    tenant.admin().delete(TEAMS + team).then().statusCode(204);
    tenant.admin().delete(USERS + user).then().statusCode(204);
  }

  @Test
  void accessTeamHoldsNoRoles() {
    UUID team = UUID.randomUUID();
    UUID role = role("account");
    String body =
        tenant
            .teamBody(team, "access")
            .replace("\"roleIds\": []", "\"roleIds\": [\"" + role + "\"]");

    var answer = tenant.badAdmin().body(body).put(TEAMS + team);

    answer.then().statusCode(422).body("errors.publishedCode", contains("0x80048331"));
  }

  @Test
  void unknownAndRepeatedMembersAreRefused() {
    UUID user = tenant.user();
    UUID team = UUID.randomUUID();

    var answer =
        tenant
            .badAdmin()
            .body(tenant.teamBody(team, "owner", user, UUID.randomUUID(), user))
            .put(TEAMS + team);

    answer
        .then()
        .statusCode(422)
        .body("errors.field", contains("memberIds[1]", "memberIds[2]"))
        .body("errors.code", contains("unknown-reference", "duplicate"));
  }

  @Test
  void rolesNameKnownEntitiesOnce() {
    UUID role = UUID.randomUUID();
    String body =
        """
        {"id": "%s", "name": "R", "inheritance": "team-only", "privileges": [
          {"entity": "*", "read": "user"}, {"entity": "nothing"}, {"entity": "*"}]}
        """
            .formatted(role);

    var answer = tenant.badAdmin().body(body).put(ROLES + role);

    answer
        .then()
        .statusCode(422)
        .body("errors.field", contains("privileges[1].entity", "privileges[2].entity"));
  }

  @Test
  void strangersAreNotFoundInTheDirectory() {
    tenant.user(UUID.randomUUID()).get("/profile/v1/me").then().statusCode(404);
  }

  private UUID role(String entity) {
    UUID role = UUID.randomUUID();
    tenant.put(
        ROLES + role,
        """
        {"id": "%s", "name": "Sales", "inheritance": "direct-user",
         "privileges": [{"entity": "%s", "read": "business-unit", "write": "user"}]}
        """
            .formatted(role, entity));
    return role;
  }

  private static String unit(UUID id, String name, UUID parent) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"parentId\": \"%s\"}".formatted(id, name, parent);
  }
}
