package dev.haversack.profile.directory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 7.2 of the facts: each business unit has a default team, which is everybody in it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DefaultTeamsTest {

  private static final String UNITS = "/profile/v1/business-units/";
  private static final String TEAMS = "/profile/v1/teams/";
  private static final String USERS = "/profile/v1/users/";

  @Inject DataSource database;
  @Inject ObjectMapper json;

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void aTeamComesIsRenamedAndGoesWithItsUnit() {
    UUID unit = tenant.unit();
    String team = TEAMS + DefaultTeams.idOf(tenant.id, unit);

    tenant
        .admin()
        .get(team)
        .then()
        .statusCode(200)
        .body("name", equalTo("North"))
        .body("kind", equalTo("owner"))
        .body("businessUnitId", equalTo(unit.toString()))
        .body("memberIds", empty())
        .body("isDefault", equalTo(true));
    tenant.put(UNITS + unit, unitBody(unit, "South"));
    tenant.admin().get(team).then().body("name", equalTo("South"));
    tenant.admin().delete(UNITS + unit).then().statusCode(204);
    tenant.badAdmin().get(team).then().statusCode(404);
  }

  @Test
  void whoIsInTheUnitIsInTheTeamAsSoonAsHeMoves() {
    UUID user = tenant.user();
    UUID unit = tenant.unit();
    String ofRoot = DefaultTeams.idOf(tenant.id, tenant.id).toString();
    String ofUnit = DefaultTeams.idOf(tenant.id, unit).toString();
    me(user).body("teams.teamId", contains(ofRoot));

    tenant.put(
        USERS + user,
        tenant.userBody(user, "anna", "").replace(tenant.id.toString(), unit.toString()));

    me(user).body("teams.teamId", contains(ofUnit));
    tenant.admin().delete(USERS + user).then().statusCode(204);
  }

  @Test
  void aProfileAssignedToItIsEverybodys() {
    UUID user = tenant.user();
    UUID unit = tenant.unit();
    UUID team = DefaultTeams.idOf(tenant.id, unit);
    tenant.enable("account");
    UUID profile = tenant.profile("[{\"entity\": \"account\", \"distribution\": \"all\"}]");
    tenant.admin().post("/profile/v1/profiles/" + profile + "/publish").then().statusCode(201);
    tenant.put(
        "/profile/v1/profiles/" + profile + "/assignments",
        "{\"userIds\": [], \"teamIds\": [\"%s\"]}".formatted(team));
    me(user).body("profiles", empty());

    tenant.put(
        USERS + user,
        tenant.userBody(user, "anna", "").replace(tenant.id.toString(), unit.toString()));
    me(user).body("profiles.profileId", contains(profile.toString()));

    tenant.put(USERS + user, tenant.userBody(user, "anna", ""));
    tenant.badAdmin().delete(UNITS + unit).then().statusCode(409).body("code", equalTo("in-use"));
  }

  @Test
  void onlyItsRolesCanBeSet() {
    UUID unit = tenant.unit();
    UUID team = DefaultTeams.idOf(tenant.id, unit);
    UUID other = tenant.unit();
    UUID user = tenant.user();
    String role = tenant.admin().get("/profile/v1/roles").path("items[0].id");

    refused(team, body(team, "Mine", "access", other, "\"" + user + "\"", "", "false"))
        .body(
            "errors.field",
            containsInAnyOrder("isDefault", "name", "kind", "businessUnitId", "memberIds"))
        .body("errors.code", hasItem("default-team-fixed"));
    tenant.put(TEAMS + team, body(team, "North", "owner", unit, "", "\"" + role + "\"", "true"));
    tenant.put(UNITS + unit, unitBody(unit, "South"));
    tenant.admin().get(TEAMS + team).then().body("roleIds", contains(role));
    tenant
        .badAdmin()
        .delete(TEAMS + team)
        .then()
        .statusCode(409)
        .body("errors.code", contains("default-team-fixed"));
  }

  @Test
  void nobodyMakesOneHimself() {
    UUID team = UUID.randomUUID();

    refused(team, body(team, "All", "owner", tenant.id, "", "", "true"))
        .body("errors.field", contains("isDefault"));

    tenant.put(TEAMS + team, body(team, "Some", "owner", tenant.id, "", "", "false"));
    tenant.admin().get(TEAMS + team).then().body("isDefault", equalTo(false));
  }

  @Test
  void aTeamThatHasItsIdIsNotTakenOver() {
    UUID unit = UUID.randomUUID();
    UUID team = DefaultTeams.idOf(tenant.id, unit);
    UUID user = tenant.user();
    tenant.put(TEAMS + team, tenant.teamBody(team, "access", user));

    refused(UNITS + unit, unitBody(unit, "North"), "id-taken");

    tenant.admin().get(TEAMS + team).then().body("kind", equalTo("access"));
    tenant.badAdmin().get(UNITS + unit).then().statusCode(404);
    tenant.admin().delete(TEAMS + team).then().statusCode(204);
    tenant.put(USERS + team, tenant.userBody(team, "anna", ""));
    refused(UNITS + unit, unitBody(unit, "North"), "id-taken");
    tenant.admin().delete(USERS + team).then().statusCode(204);
    tenant.put(UNITS + unit, unitBody(unit, "North"));
  }

  @Test
  void usersTeamsAndTheOrganizationHaveDifferentIds() {
    UUID user = tenant.user();
    UUID team = tenant.team();
    UUID unit = tenant.unit();
    for (UUID taken : List.of(user, tenant.id)) {
      refused(taken, tenant.teamBody(taken, "owner")).body("errors.code", contains("id-taken"));
    }
    for (UUID taken : List.of(team, tenant.id, DefaultTeams.idOf(tenant.id, unit))) {
      refused(USERS + taken, tenant.userBody(taken, "anna", ""), "id-taken");
    }
  }

  @Test
  void blankNamesAreRefused() {
    UUID unit = UUID.randomUUID();
    refused(UNITS + unit, unitBody(unit, " "), "name-blank");
  }

  @Test
  void unitsThatWereThereBeforeGetTheirs() throws Exception {
    UUID organization = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    UUID unit = UUID.randomUUID();
    migrate("6");
    execute(
        "INSERT INTO earlier.organization_revision VALUES ('%s', 7), ('%s', 4)"
            .formatted(organization, other));
    execute(
        "INSERT INTO earlier.business_unit VALUES ('%1$s', '%1$s', 'All', NULL, 3), ('%1$s', '%2$s', 'North', '%1$s', 7), ('%3$s', '%3$s', 'Other', NULL, 4)"
            .formatted(organization, unit, other));

    migrate("7");

    Team expected =
        new Team(
            DefaultTeams.idOf(organization, unit),
            "North",
            TeamKind.OWNER,
            unit,
            List.of(),
            List.of(),
            true);
    assertThat(
        json.readValue(
            text(
                "SELECT payload FROM earlier.feed_entry WHERE kind = 'TEAM' AND id = '%s'"
                    .formatted(expected.id())),
            Team.class),
        equalTo(expected));
    assertThat(
        text(
            "SELECT string_agg(concat_ws(' ', t.name, t.kind, t.business_unit_id, t.is_default, f.id = t.id::text), '') FROM earlier.team t JOIN earlier.feed_entry f ON f.org_id = t.org_id AND f.revision = t.version WHERE t.business_unit_id = '%s'"
                .formatted(unit)),
        equalTo("North OWNER " + unit + " t t"));
    assertThat(revisions(organization), equalTo("8 9, now 9"));
    assertThat(revisions(other), equalTo("5, now 5"));
  }

  private String revisions(UUID organization) throws SQLException {
    return text(
        """
        SELECT string_agg(f.revision::text, ' ' ORDER BY f.revision) || ', now ' || r.revision
        FROM earlier.organization_revision r JOIN earlier.feed_entry f ON f.org_id = r.org_id
        WHERE r.org_id = '%s' GROUP BY r.revision
        """
            .formatted(organization));
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(database)
        .schemas("earlier")
        .createSchemas(true)
        .target(target)
        .load()
        .migrate();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private ValidatableResponse me(UUID user) {
    return tenant.user(user).get("/profile/v1/me").then().statusCode(200);
  }

  private void refused(String path, String body, String code) {
    tenant
        .badAdmin()
        .body(body)
        .put(path)
        .then()
        .statusCode(422)
        .body("errors.code", contains(code));
  }

  private ValidatableResponse refused(UUID team, String body) {
    return tenant
        .badAdmin()
        .body(body)
        .put(TEAMS + team)
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"));
  }

  private String unitBody(UUID id, String name) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"parentId\": \"%s\"}"
        .formatted(id, name, tenant.id);
  }

  private static String body(
      UUID id, String name, String kind, UUID unit, String members, String roles, String all) {
    return """
    {"id": "%s", "name": "%s", "kind": "%s", "businessUnitId": "%s", "memberIds": [%s],
     "roleIds": [%s], "isDefault": %s}
    """
        .formatted(id, name, kind, unit, members, roles, all);
  }
}
