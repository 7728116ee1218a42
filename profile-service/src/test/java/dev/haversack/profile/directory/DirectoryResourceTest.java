package dev.haversack.profile.directory;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
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
  void businessUnitLivesFromCreationToDeletion() {
    UUID unit = UUID.randomUUID();

    var created = tenant.admin().body(unit(unit, "North", tenant.id)).put(UNITS + unit);
    created.then().statusCode(201);
    tenant
        .admin()
        .header("If-None-Match", created.header("ETag"))
        .get(UNITS + unit)
        .then()
        .statusCode(304);
    var changed =
        tenant
            .admin()
            .header("If-Match", created.header("ETag"))
            .body(unit(unit, "South", tenant.id))
            .put(UNITS + unit);
    changed.then().statusCode(200).body("name", equalTo("South"));
    tenant
        .badAdmin()
        .header("If-Match", created.header("ETag"))
        .delete(UNITS + unit)
        .then()
        .statusCode(412)
        .body("code", equalTo("version-mismatch"));
    tenant
        .admin()
        .header("If-Match", changed.header("ETag"))
        .delete(UNITS + unit)
        .then()
        .statusCode(204);
    tenant.badAdmin().get(UNITS + unit).then().statusCode(404);
    tenant.badAdmin().delete(UNITS + unit).then().statusCode(404);
  }

  @Test
  void businessUnitsStayATree() {
    UUID upper = tenant.unit();
    UUID lower = UUID.randomUUID();
    tenant.put(UNITS + lower, unit(lower, "Lower", upper));

    refused(UNITS + upper, unit(upper, "Upper", lower), "cycle");
    refused(UNITS + upper, unit(upper, "Upper", upper), "cycle");
    refused(UNITS + tenant.id, unit(tenant.id, "Root", lower), "root-has-no-parent");
    refused(UNITS + upper, "{\"id\": \"%s\", \"name\": \"U\"}".formatted(upper), "parent-needed");
    refused(UNITS + upper, unit(upper, "Upper", UUID.randomUUID()), "unknown-reference");
    refused(UNITS + upper, unit(UUID.randomUUID(), "Upper", tenant.id), "id-mismatch");
  }

  @Test
  void businessUnitInUseCannotBeDeleted() {
    UUID upper = tenant.unit();
    UUID lower = UUID.randomUUID();
    tenant.put(UNITS + lower, unit(lower, "Lower", upper));
    UUID user = UUID.randomUUID();
    tenant.put(
        USERS + user,
        tenant.userBody(user, "anna", "").replace(tenant.id.toString(), upper.toString()));

    tenant
        .badAdmin()
        .delete(UNITS + upper)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("errors", hasSize(2));
    tenant.badAdmin().delete(UNITS + tenant.id).then().statusCode(409);
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
  void userIsStoredWithManagerAndRoles() {
    UUID manager = tenant.user();
    UUID role = role("opportunity");
    UUID user = UUID.randomUUID();
    String body =
        tenant
            .userBody(user, "anna", ", \"managerId\": \"" + manager + "\"")
            .replace("\"roleIds\": []", "\"roleIds\": [\"" + role + "\"]");

    var answer = tenant.admin().body(body).put(USERS + user);

    answer.then().statusCode(201);
    tenant
        .admin()
        .get(USERS + user)
        .then()
        .statusCode(200)
        .body("managerId", equalTo(manager.toString()))
        .body("roleIds", contains(role.toString()));
    tenant.badAdmin().delete(USERS + manager).then().statusCode(409);
    tenant.badAdmin().delete(ROLES + role).then().statusCode(409);
    tenant.admin().delete(USERS + user).then().statusCode(204);
    tenant.admin().delete(ROLES + role).then().statusCode(204);
  }

  @Test
  void allUnknownReferencesOfAUserAreFoundAtOnce() {
    UUID user = UUID.randomUUID();
    UUID nobody = UUID.randomUUID();
    String body =
        tenant
            .userBody(user, "anna", ", \"managerId\": \"" + nobody + "\"")
            .replace("\"roleIds\": []", "\"roleIds\": [\"" + nobody + "\"]")
            .replace(tenant.id.toString(), nobody.toString());

    var answer = tenant.badAdmin().body(body).put(USERS + user);

    answer
        .then()
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("businessUnitId", "managerId", "roleIds[0]"));
    tenant.badAdmin().get(USERS + user).then().statusCode(404);
  }

  @Test
  void nobodyReportsToHimself() {
    UUID boss = tenant.user();
    UUID agent = UUID.randomUUID();
    tenant.put(USERS + agent, tenant.userBody(agent, "agent", ", \"managerId\": \"" + boss + "\""));

    refused(
        USERS + boss, tenant.userBody(boss, "boss", ", \"managerId\": \"" + agent + "\""), "cycle");
    refused(
        USERS + boss, tenant.userBody(boss, "boss", ", \"managerId\": \"" + boss + "\""), "cycle");
  }

  @Test
  void userNamesAreUnique() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    tenant.put(USERS + first, tenant.userBody(first, "anna", ""));

    var answer = tenant.badAdmin().body(tenant.userBody(second, "anna", "")).put(USERS + second);

    answer
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-name"))
        .body("errors.field", contains("userName"));
    tenant
        .admin()
        .body(tenant.userBody(first, "anna", ""))
        .put(USERS + first)
        .then()
        .statusCode(200);
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
  void usersSeeThemselves() {
    UUID user = tenant.user();
    UUID role = role("opportunity");
    UUID team = UUID.randomUUID();
    tenant.put(
        TEAMS + team,
        tenant
            .teamBody(team, "owner", user)
            .replace("\"roleIds\": []", "\"roleIds\": [\"" + role + "\"]"));
    tenant.enable("product");
    UUID mine = tenant.profile("[{\"entity\": \"product\", \"distribution\": \"all\"}]");
    UUID draft = tenant.profile("[]");
    tenant.admin().post("/profile/v1/profiles/" + mine + "/publish").then().statusCode(201);
    for (UUID profile : List.of(mine, draft)) {
      tenant.put(
          "/profile/v1/profiles/" + profile + "/assignments",
          "{\"userIds\": [\"%s\"], \"teamIds\": [\"%s\"]}".formatted(user, team));
    }

    var answer = tenant.user(user).get("/profile/v1/me");

    answer
        .then()
        .statusCode(200)
        .body("user.id", equalTo(user.toString()))
        .body("businessUnit.id", equalTo(tenant.id.toString()))
        .body("teams.teamId", contains(team.toString()))
        .body("roles.id", contains(role.toString()))
        .body("profiles.profileId", contains(mine.toString()));
  }

  @Test
  void strangersAreNotFoundInTheDirectory() {
    tenant.user(UUID.randomUUID()).get("/profile/v1/me").then().statusCode(404);
  }

  private void refused(String path, String body, String code) {
    tenant
        .badAdmin()
        .body(body)
        .put(path)
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.code", contains(code));
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
