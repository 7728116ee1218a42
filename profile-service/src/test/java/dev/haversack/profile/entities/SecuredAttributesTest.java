package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 7.6 of the facts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class SecuredAttributesTest {

  private static final String ENTITIES = "/profile/v1/entities/";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    tenant.enable("account");
  }

  @Test
  void builtInAttributeCanBeSecured() {
    put("account", secure(account(), "revenue")).statusCode(200);

    tenant
        .admin()
        .get(ENTITIES + "account")
        .then()
        .body("attributes.find { it.logicalName == 'revenue' }.secured", equalTo(true));
  }

  @Test
  void whatNobodyCouldWorkWithoutCannot() {
    put("account", secure(account(), "name"))
        .statusCode(422)
        .body("errors.code", hasItem("property-not-allowed"));
    put("account", secure(account(), "statecode")).statusCode(422);
    put(
            "visit",
            """
            {"logicalName": "visit", "displayName": "Visit", "ownership": "user",
             "primaryNameAttribute": "name", "offline": {"enabled": false}, "attributes": [
              {"logicalName": "name", "displayName": "Name", "type": "string", "required": true, "secured": true}]}
            """)
        .statusCode(422)
        .body("errors.code", hasItem("property-not-allowed"));
  }

  @Test
  void filtersCannotLookAtIt() {
    put("account", secure(account(), "revenue")).statusCode(200);
    UUID profile =
        tenant.profile(
            """
            [{"entity": "account", "distribution": "custom",
              "filter": {"attribute": "revenue", "operator": "gt", "value": 1}}]
            """);

    tenant
        .admin()
        .get("/profile/v1/profiles/" + profile + "/findings")
        .then()
        .body("findings.code", contains("secured-attribute"));
  }

  @Test
  void attributeThatAProfileNamesCannotBecomeSecured() {
    tenant.profile(
        """
        [{"entity": "account", "distribution": "custom",
          "filter": {"attribute": "revenue", "operator": "gt", "value": 1}}]
        """);

    put("account", secure(account(), "revenue")).statusCode(409).body("code", equalTo("in-use"));
  }

  private String account() {
    return tenant.admin().get(ENTITIES + "account").asString();
  }

  private static String secure(String entity, String attribute) {
    return entity
        .replace(
            "\"logicalName\":\"" + attribute + "\",",
            "\"logicalName\":\"" + attribute + "\",\"secured\":true,")
        .replaceAll(
            "(\"logicalName\":\"" + attribute + "\",\"secured\":true,[^}]*?),\"secured\":false",
            "$1");
  }

  private ValidatableResponse put(String entity, String body) {
    return tenant.badAdmin().body(body).put(ENTITIES + entity).then();
  }
}
