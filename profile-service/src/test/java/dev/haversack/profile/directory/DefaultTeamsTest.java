package dev.haversack.profile.directory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
    tenant.admin().get(TEAMS + team).then().body("isDefault", not(equalTo(true)));
  }

  @Test
  void unitsThatWereThereBeforeGetTheirs() throws SQLException {
    UUID organization = UUID.randomUUID();
    UUID unit = UUID.randomUUID();
    migrate("6");
    execute("INSERT INTO earlier.organization_revision VALUES ('%s', 7)".formatted(organization));
    execute(
        "INSERT INTO earlier.business_unit VALUES ('%1$s', '%1$s', 'All', NULL, 3), ('%1$s', '%2$s', 'North', '%1$s', 7)"
            .formatted(organization, unit));

    migrate("latest");

    assertThat(
        text(
            "SELECT string_agg(id || name || version, ' ') FROM earlier.team WHERE of_whole_unit AND name = 'North'"),
        equalTo(DefaultTeams.idOf(organization, unit) + "North" + revisionOf(unit)));
    assertThat(text("SELECT max(revision) FROM earlier.feed_entry"), equalTo("9"));
    assertThat(text("SELECT revision FROM earlier.organization_revision"), equalTo("9"));
  }

  private String revisionOf(UUID unit) throws SQLException {
    return text(
        "SELECT revision FROM earlier.feed_entry WHERE kind = 'TEAM' AND (payload ->> 'isDefault')::boolean AND payload ->> 'businessUnitId' = '"
            + unit
            + "'");
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
