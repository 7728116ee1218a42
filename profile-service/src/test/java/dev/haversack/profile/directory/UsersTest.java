package dev.haversack.profile.directory;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class UsersTest {

  private static final String TEAMS = "/profile/v1/teams/";
  private static final String USERS = "/profile/v1/users/";
  private static final String ROLES = "/profile/v1/roles/";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
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
  void timeZoneAndLanguageAreKept() {
    UUID user = UUID.randomUUID();
    String further = ", \"timeZone\": \"Asia/Kolkata\", \"languageCode\": 1033";

    var answer = tenant.admin().body(tenant.userBody(user, "anna", further)).put(USERS + user);

    answer.then().statusCode(201);
    tenant
        .admin()
        .get(USERS + user)
        .then()
        .body("timeZone", equalTo("Asia/Kolkata"))
        .body("languageCode", equalTo(1033));
    String unknown = tenant.userBody(user, "anna", ", \"timeZone\": \"Mars\"");
    refused(USERS + user, unknown, "unknown-time-zone");
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
        .body(
            "teams.teamId",
            containsInAnyOrder(team.toString(), DefaultTeams.idOf(tenant.id, tenant.id).toString()))
        .body("roles.id", contains(role.toString()))
        .body("profiles.profileId", contains(mine.toString()));
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
