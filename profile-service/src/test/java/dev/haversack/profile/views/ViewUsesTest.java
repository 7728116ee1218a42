package dev.haversack.profile.views;

import static dev.haversack.profile.views.TestViews.PATH;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What views need of entities stays as it is. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ViewUsesTest {

  private static final String CITY =
      ", {\"logicalName\": \"city\", \"displayName\": \"City\", \"type\": \"string\"}";
  private static final String PARENT =
      ", {\"logicalName\": \"parentid\", \"displayName\": \"Parent\", \"type\": \"lookup\","
          + " \"targets\": [{\"entity\": \"trial\", \"relationship\": \"trial_parent\", \"hierarchical\": true}]}";

  private Tenant tenant;
  private TestViews views;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    views = new TestViews(tenant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'attribute': 'city'} |  | city",
        "{'attribute': 'name'} | , 'order': [{'attribute': 'city'}] | city",
        "{'attribute': 'name'} | , 'filter': {'attribute': 'city', 'operator': 'not-null'} | city",
        "{'attribute': 'name'} | , 'filter': {'link': {'type': 'any', 'entity': 'trial', 'from': 'trialid', 'to': 'parentid', 'filter': {'attribute': 'city', 'operator': 'null'}}} | city",
        "{'attribute': 'city', 'through': 'parentid'} |  | city",
        "{'attribute': 'name', 'through': 'parentid'} |  | parentid",
        "{'attribute': 'name'} | , 'filter': {'attribute': 'trialid', 'operator': 'under', 'value': '00000000-0000-0000-0000-000000000001'} | parentid",
      })
  void attributesThatAViewNeedsStayAndAreNotSecured(String columns, String more, String needed) {
    tenant.put("/profile/v1/entities/trial", trial(CITY + PARENT));
    UUID id = UUID.randomUUID();
    tenant.put(PATH + id, TestViews.body(id, "trial", "All", columns, more == null ? "" : more));

    String without = trial(needed.equals("city") ? PARENT : CITY);
    String secured =
        trial(CITY + PARENT)
            .replace(
                "\"logicalName\": \"%s\",".formatted(needed),
                "\"logicalName\": \"%s\", \"secured\": true,".formatted(needed));
    for (String change : List.of(without, secured)) {
      tenant
          .badAdmin()
          .body(change)
          .put("/profile/v1/entities/trial")
          .then()
          .statusCode(409)
          .body("errors.message", contains(containsString(needed)));
    }

    tenant.admin().delete(PATH + id).then().statusCode(204);
    tenant.put("/profile/v1/entities/trial", without);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "trial | {'attribute': 'name'} | ",
        "account | {'attribute': 'name'} | , 'filter': {'link': {'type': 'any', 'entity': 'trial', 'from': 'accountid', 'to': 'accountid'}}",
      })
  void entitiesThatAViewNeedsStay(String entity, String columns, String more) {
    tenant.put("/profile/v1/entities/trial", trial(CITY));
    UUID id = UUID.randomUUID();
    tenant.put(PATH + id, TestViews.body(id, entity, "All", columns, more == null ? "" : more));

    tenant
        .badAdmin()
        .delete("/profile/v1/entities/trial")
        .then()
        .statusCode(409)
        .body("errors[0].message", containsString("the view \"All\" of " + entity));

    tenant.admin().delete(PATH + id).then().statusCode(204);
    tenant.admin().delete("/profile/v1/entities/trial").then().statusCode(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'attribute': 'city'} |  | columns[0].attribute",
        "{'attribute': 'city', 'through': 'parentid'} |  | columns[0].attribute",
        "{'attribute': 'name'} | , 'order': [{'attribute': 'city'}] | order[0].attribute",
      })
  void securedAttributesAreInNoView(String columns, String more, String field) {
    tenant.put(
        "/profile/v1/entities/trial",
        trial(CITY + PARENT)
            .replace(
                "\"logicalName\": \"city\",", "\"logicalName\": \"city\", \"secured\": true,"));
    UUID id = UUID.randomUUID();

    tenant
        .badAdmin()
        .body(TestViews.body(id, "trial", "All", columns, more == null ? "" : more))
        .put(PATH + id)
        .then()
        .statusCode(422)
        .body("errors.field", contains(field))
        .body("errors.code", contains("secured-attribute"));
  }

  private static String trial(String attributes) {
    return """
    {"logicalName": "trial", "displayName": "Trial", "ownership": "user", "primaryNameAttribute": "name",
     "attributes": [
       {"logicalName": "name", "displayName": "Name", "type": "string"},
       {"logicalName": "accountid", "displayName": "Account", "type": "lookup",
        "targets": [{"entity": "account", "relationship": "account_trials"}]}%s],
     "offline": {"enabled": false}}
    """
        .formatted(attributes);
  }
}
