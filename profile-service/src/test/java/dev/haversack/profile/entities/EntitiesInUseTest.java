package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
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

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class EntitiesInUseTest {

  private static final String PATH = "/profile/v1/entities/";
  private static final String TRIAL = PATH + "trial";
  private static final String NAME =
      "{\"logicalName\": \"name\", \"displayName\": \"Name\", \"type\": \"string\", \"maxLength\": 100}";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void organizationFilterIsSetAndChecked() {
    String good =
        """
        {"enabled": true, "organizationFilter": {"and": [
          {"attribute": "statecode", "operator": "eq", "value": 0}]}}
        """;

    tenant
        .admin()
        .body(good)
        .put(PATH + "account/offline")
        .then()
        .statusCode(200)
        .body("offline.enabled", equalTo(true))
        .body("offline.organizationFilter.and[0].value", equalTo(0));
    tenant
        .badAdmin()
        .body(good.replace("statecode", "nothing"))
        .put(PATH + "account/offline")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-filter"))
        .body("errors.field", contains("organizationFilter.and[0].attribute"));
    tenant
        .badAdmin()
        .body(
            good.replace(
                "\"statecode\", \"operator\": \"eq\", \"value\": 0",
                "\"ownerid\", \"operator\": \"eq-userid\""))
        .put(PATH + "account/offline")
        .then()
        .statusCode(422)
        .body("errors.code", contains("caller-condition-not-allowed"));
    tenant
        .badAdmin()
        .body(good.replace("\"eq\"", "\"equals\""))
        .put(PATH + "account/offline")
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    tenant
        .badAdmin()
        .header("If-Match", "\"1\"")
        .body(good)
        .put(PATH + "account/offline")
        .then()
        .statusCode(412);
  }

  @Test
  void entityInAProfileCannotBeDisabled() {
    tenant.enable("product");
    tenant.profile("[{\"entity\": \"product\", \"distribution\": \"all\"}]");

    var answer = tenant.badAdmin().body("{\"enabled\": false}").put(PATH + "product/offline");

    answer
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("errors.publishedCode", contains("0x800609A5"));
    tenant.admin().get(PATH + "product").then().body("offline.enabled", equalTo(true));
  }

  @Test
  void whatSomebodyStillNeedsCannotBeDeleted() {
    tenant.put(TRIAL, trial(NAME));
    UUID role = UUID.randomUUID();
    tenant.put(
        "/profile/v1/roles/" + role,
        """
        {"id": "%s", "name": "R", "inheritance": "direct-user",
         "privileges": [{"entity": "trial", "read": "user"}]}
        """
            .formatted(role));
    UUID profile = tenant.profile("[{\"entity\": \"trial\", \"distribution\": \"all\"}]");

    tenant
        .badAdmin()
        .delete(TRIAL)
        .then()
        .statusCode(409)
        .body("code", equalTo("in-use"))
        .body("errors", hasSize(2));
    tenant.admin().delete("/profile/v1/roles/" + role).then().statusCode(204);
    tenant.admin().delete("/profile/v1/profiles/" + profile).then().statusCode(204);

    tenant.admin().delete(TRIAL).then().statusCode(204);
    tenant.badAdmin().get(TRIAL).then().statusCode(404);
  }

  @Test
  void attributesThatAProfileNamesCannotBeRemoved() {
    String size = "{\"logicalName\": \"size\", \"displayName\": \"S\", \"type\": \"integer\"}";
    tenant.put(TRIAL, trial(NAME + "," + size));
    tenant.profile("[{\"entity\": \"trial\", \"distribution\": \"all\", \"columns\": [\"size\"]}]");

    var answer = tenant.badAdmin().body(trial(NAME)).put(TRIAL);

    answer.then().statusCode(409).body("errors.code", contains("still-used"));
  }

  @Test
  void relationshipsThatAnAssociationFollowsKeepTheirNames() {
    String firm =
        """
        {"logicalName": "firmid", "displayName": "F", "type": "lookup", "targets": [
          {"entity": "account", "relationship": "%s"}]}
        """;
    String trial = trial(NAME + "," + firm.formatted("account_trials"));
    tenant.put(TRIAL, trial);
    tenant.enable("account");
    UUID profile =
        tenant.profile(
            """
            [{"entity": "account", "distribution": "all",
              "associations": [{"relationship": "account_trials", "direction": "children"}]},
             {"entity": "trial", "distribution": "related"}]
            """);

    for (String changed :
        List.of(trial(NAME), trial(NAME + "," + firm.formatted("trials_of_account")))) {
      var answer = tenant.badAdmin().body(changed).put(TRIAL);
      answer.then().statusCode(409).body("errors.code", contains("still-used"));
    }
    tenant.admin().body(trial).put(TRIAL).then().statusCode(200);
    tenant.admin().delete("/profile/v1/profiles/" + profile).then().statusCode(204);
    tenant.put(TRIAL, trial(NAME + "," + firm.formatted("trials_of_account")));
  }

  private static String trial(String attributes) {
    return """
    {"logicalName": "trial", "displayName": "Trial", "ownership": "user", "custom": true,
     "primaryNameAttribute": "name", "attributes": [%s], "offline": {"enabled": true}}
    """
        .formatted(attributes);
  }
}
