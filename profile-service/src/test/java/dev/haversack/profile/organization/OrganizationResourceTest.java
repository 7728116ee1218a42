package dev.haversack.profile.organization;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class OrganizationResourceTest {

  private static final String PATH = "/profile/v1/organization";

  @Test
  void firstPutCreatesTheOrganizationWithEntitiesRootAndRoles() {
    Tenant tenant = new Tenant();

    var answer = tenant.admin().body(tenant.organization("Northwind")).put(PATH);

    answer.then().statusCode(201).header("Location", endsWith(PATH));
    tenant.admin().get("/profile/v1/entities").then().statusCode(200).body("items", hasSize(21));
    tenant
        .admin()
        .get("/profile/v1/business-units/" + tenant.id)
        .then()
        .statusCode(200)
        .body("name", equalTo("Northwind"));
    tenant
        .admin()
        .get("/profile/v1/roles")
        .then()
        .statusCode(200)
        .body("items.name", containsInAnyOrder("System administrator", "Basic user"));
  }

  @Test
  void basicUserReadsTheDirectoryAndWorksWithHisOwnRecords() {
    Tenant tenant = Tenant.created();

    var answer = tenant.admin().get("/profile/v1/roles");

    String basic = "items.find { it.name == 'Basic user' }.privileges.find { it.entity == '%s' }.";
    answer
        .then()
        .body(basic.formatted("*") + "write", equalTo("user"))
        .body(basic.formatted("systemuser") + "read", equalTo("organization"));
  }

  @Test
  void laterPutChangesNameAndSettingsOnly() {
    Tenant tenant = Tenant.created();

    var answer = tenant.admin().body(tenant.organization("Southwind")).put(PATH);

    answer.then().statusCode(200).body("name", equalTo("Southwind"));
    tenant
        .user(UUID.randomUUID())
        .get(PATH)
        .then()
        .statusCode(200)
        .body("name", equalTo("Southwind"));
  }

  @Test
  void knownStateIsNotSentAgain() {
    Tenant tenant = Tenant.created();
    String tag = tenant.admin().get(PATH).header("ETag");

    var answer = tenant.admin().header("If-None-Match", tag).get(PATH);

    answer.then().statusCode(304).header("ETag", tag);
  }

  @Test
  void staleIfMatchChangesNothing() {
    Tenant tenant = Tenant.created();
    String stale = tenant.admin().get(PATH).header("ETag");
    tenant.put(PATH, tenant.organization("Southwind"));

    var answer =
        tenant.badAdmin().header("If-Match", stale).body(tenant.organization("Westwind")).put(PATH);

    answer.then().statusCode(412).body("code", equalTo("version-mismatch"));
    tenant.admin().get(PATH).then().body("name", equalTo("Southwind"));
  }

  @Test
  void ifMatchOnAnOrganizationThatDoesNotExistIsRefused() {
    Tenant tenant = new Tenant();

    var answer =
        tenant.badAdmin().header("If-Match", "*").body(tenant.organization("Westwind")).put(PATH);

    answer.then().statusCode(412);
    tenant.badAdmin().get(PATH).then().statusCode(404).body("code", equalTo("not-found"));
  }

  @Test
  void anotherOrganizationsIdIsRefused() {
    Tenant tenant = Tenant.created();

    var answer = tenant.badAdmin().body(new Tenant().organization("Mine")).put(PATH);

    answer
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("id"))
        .body("errors.code", hasItem("id-mismatch"));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Tenant tenant = Tenant.created();
    String body = tenant.organization("Northwind").replace("30}", "0}");

    var answer = tenant.badAdmin().body(body).put(PATH);

    answer
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"))
        .body("errors.field", hasItem("settings.maximumOfflineAgeDays"));
  }

  @Test
  void calendarHasDefaultsAndIsKept() {
    Tenant tenant = Tenant.created();
    tenant
        .admin()
        .get(PATH)
        .then()
        .body("settings.timeZone", equalTo("UTC"))
        .body("settings.weekStart", equalTo("sunday"))
        .body("settings.fiscalCalendar.template", equalTo("quarterly"));

    var answer = tenant.admin().body(withCalendar(tenant, "Europe/Zurich", 29, 3)).put(PATH);

    answer.then().statusCode(200);
    tenant
        .admin()
        .get(PATH)
        .then()
        .body("settings.timeZone", equalTo("Europe/Zurich"))
        .body("settings.weekStart", equalTo("monday"))
        .body("settings.fiscalCalendar.startDay", equalTo(29));
  }

  @Test
  void unknownTimeZoneAndDayThatIsNotInEveryYearAreRefused() {
    Tenant tenant = Tenant.created();

    var answer = tenant.badAdmin().body(withCalendar(tenant, "Mars/Base", 29, 2)).put(PATH);

    answer
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            containsInAnyOrder("settings.timeZone", "settings.fiscalCalendar.startDay"))
        .body("errors.code", containsInAnyOrder("unknown-time-zone", "no-such-day"));
  }

  private static String withCalendar(Tenant tenant, String zone, int day, int month) {
    return tenant
        .organization("Northwind")
        .replace(
            "30}",
            """
            30, "timeZone": "%s", "weekStart": "monday",
            "fiscalCalendar": {"startMonth": %d, "startDay": %d, "template": "four-weeks"}}
            """
                .formatted(zone, month, day));
  }

  @Test
  void usersCannotChangeItAndStrangersCannotReadIt() {
    Tenant tenant = Tenant.created();

    var answer = tenant.user(UUID.randomUUID()).body(tenant.organization("Mine")).put(PATH);

    answer.then().statusCode(403).body("code", equalTo("forbidden"));
    given().filter(Contract.answer()).get(PATH).then().statusCode(401);
  }

  @Test
  void nothingElseWorksBeforeTheOrganizationExists() {
    Tenant tenant = new Tenant();
    UUID unit = UUID.randomUUID();

    var answer =
        tenant
            .badAdmin()
            .body(
                "{\"id\": \"%s\", \"name\": \"N\", \"parentId\": \"%s\"}"
                    .formatted(unit, tenant.id))
            .put("/profile/v1/business-units/" + unit);

    answer.then().statusCode(404).body("code", equalTo("not-found"));
  }
}
