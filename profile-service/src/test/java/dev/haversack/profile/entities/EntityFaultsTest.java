package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class EntityFaultsTest {

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
  void allFaultsOfAnEntityAreFoundAtOnce() {
    String faults =
        """
        {"logicalName": "size", "displayName": "S", "type": "integer", "minimum": 9, "maximum": 1, "maxLength": 3},
        {"logicalName": "kind", "displayName": "K", "type": "choice"},
        {"logicalName": "refid", "displayName": "R", "type": "lookup", "targets": [
          {"entity": "nothing", "relationship": "r"}]},
        {"logicalName": "boss", "displayName": "B", "type": "owner", "targets": [
          {"entity": "systemuser", "relationship": "r"}]},
        {"logicalName": "size", "displayName": "S", "type": "string", "choices": [], "targets": []},
        {"logicalName": "createdon", "displayName": "Mine", "type": "datetime"}
        """;

    var answer = tenant.badAdmin().body(trial(faults)).put(TRIAL);

    answer
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body(
            "errors.field",
            hasItems(
                "primaryNameAttribute",
                "attributes[0].maxLength",
                "attributes[0].minimum",
                "attributes[1].choices",
                "attributes[2].targets[0].entity",
                "attributes[3].type",
                "attributes[4].logicalName",
                "attributes[4].choices",
                "attributes[4].targets",
                "attributes[5]"));
    tenant.badAdmin().get(TRIAL).then().statusCode(404);
  }

  @Test
  void relationshipsOfAnEntityHaveNamesOfTheirOwn() {
    String lookup =
        """
        , {"logicalName": "%s", "displayName": "F", "type": "lookup", "targets": [
          {"entity": "%s", "relationship": "%s"}]}
        """;
    String account = lookup.formatted("firmid", "account", "trial_firm");
    List.of(
            lookup.formatted("otherid", "account", "trial_firm"),
            lookup.formatted("otherid", "contact", "trial_firm"),
            lookup.formatted("otherid", "account", "account_tasks"))
        .forEach(second ->
            tenant
                .badAdmin()
                .body(trial(NAME + account + second))
                .put(TRIAL)
                .then()
                .statusCode(422)
                .body("errors.field", contains("attributes[2].targets[0].relationship"))
                .body("errors.code", contains("relationship-taken")));

    String apart = lookup.formatted("otherid", "product", "account_tasks");
    tenant.put(TRIAL, trial(NAME + account + apart));
    tenant
        .badAdmin()
        .header("If-Match", "*")
        .body(tenant.badAdmin().get(TRIAL).asString())
        .put(TRIAL)
        .then()
        .statusCode(200);
  }

  @Test
  void onlyRecordsThatUsersOwnInheritShares() {
    String trial =
        trial(
            NAME
                + """
                , {"logicalName": "firmid", "displayName": "F", "type": "lookup", "targets": [
                  {"entity": "account", "relationship": "trial_firm", "cascadesShare": true}]}
                """);

    tenant
        .badAdmin()
        .body(trial.replace("user", "organization"))
        .put(TRIAL)
        .then()
        .statusCode(422)
        .body("errors.field", contains("attributes[1].targets[0].cascadesShare"))
        .body("errors.code", contains("property-not-allowed"));

    tenant.put(TRIAL, trial);
    tenant
        .badAdmin()
        .get(TRIAL)
        .then()
        .statusCode(200)
        .body(
            "attributes.find { it.logicalName == 'firmid' }.targets[0].cascadesShare",
            equalTo(true));
  }

  @Test
  void lookupsThatTheServerSetsHandOnNothing() {
    String product =
        tenant
            .badAdmin()
            .get(PATH + "product")
            .asString()
            .replace("\"cascadesShare\":false", "\"cascadesShare\":true");
    assertTrue(product.contains("\"cascadesShare\":true"));

    tenant
        .badAdmin()
        .header("If-Match", "*")
        .body(product)
        .put(PATH + "product")
        .then()
        .statusCode(422)
        .body("errors.code", hasItems("property-not-allowed"));
  }

  @Test
  void lookupsOfBuiltInEntitiesMayHandOnShares() {
    String contact = tenant.badAdmin().get(PATH + "contact").asString();
    String cascading =
        contact.replaceFirst(
            "(\"entity\":\"account\",\"relationship\":\"[a-z_]+\",\"hierarchical\":false,\"cascadesShare\":)false",
            "$1true");
    assertNotEquals(contact, cascading);

    tenant.put(PATH + "contact", cascading);

    tenant
        .badAdmin()
        .get(PATH + "contact")
        .then()
        .body("attributes.targets.flatten().findAll { it?.cascadesShare }", hasSize(1));
  }

  @Test
  void conflictPoliciesFitWhatAttributesHold() {
    String account = tenant.badAdmin().get(PATH + "account").asString();
    assertTrue(account.contains("\"offline\":{\"enabled\":false"));
    String policies =
        """
        "offline":{"conflictPolicy":"latest","attributePolicies":{%s},"enabled":false\
        """;

    tenant
        .badAdmin()
        .header("If-Match", "*")
        .body(
            account.replace(
                "\"offline\":{\"enabled\":false",
                policies.formatted(
                    """
                    "name": "sum", "revenue": "append", "creditonhold": "max", "createdon": "server",
                    "colour": "client", "industrycode": "union", "numberofemployees": "sum"
                    """)))
        .put(PATH + "account")
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            contains(
                "offline.attributePolicies.colour",
                "offline.attributePolicies.createdon",
                "offline.attributePolicies.creditonhold",
                "offline.attributePolicies.industrycode",
                "offline.attributePolicies.name",
                "offline.attributePolicies.revenue"))
        .body("errors[0].code", equalTo("unknown-attribute"))
        .body("errors[4].message", containsString("sum needs a number"));
    tenant
        .badAdmin()
        .header("If-Match", "*")
        .body("{\"enabled\": true, \"attributePolicies\": {\"name\": \"sum\"}}")
        .put(PATH + "account/offline")
        .then()
        .statusCode(422)
        .body("errors.field", contains("attributePolicies.name"));

    tenant.put(
        PATH + "account",
        account.replace(
            "\"offline\":{\"enabled\":false",
            policies.formatted("\"revenue\": \"sum\", \"description\": \"append\"")));
    tenant
        .badAdmin()
        .get(PATH + "account")
        .then()
        .body("offline.conflictPolicy", equalTo("latest"))
        .body("offline.attributePolicies.revenue", equalTo("sum"));
  }

  @Test
  void typeAndOwnershipCannotChange() {
    tenant.put(TRIAL, trial(NAME));
    String other = trial(NAME.replace("string", "memo")).replace("user", "organization");

    var answer = tenant.badAdmin().body(other).put(TRIAL);

    answer
        .then()
        .statusCode(422)
        .body("errors.code", hasItems("type-changed", "ownership-changed"));
  }

  @Test
  void nameInBodyMustBeThatOfThePath() {
    tenant
        .badAdmin()
        .body(trial(NAME))
        .put(PATH + "other")
        .then()
        .statusCode(422)
        .body("errors.code", contains("id-mismatch"));
  }

  @Test
  void unreadableBodiesAreRefused() {
    tenant
        .badAdmin()
        .body("{")
        .put(TRIAL)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    tenant
        .badAdmin()
        .body(trial(NAME.replace("\"string\"", "\"text\"")))
        .put(TRIAL)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
    tenant
        .badAdmin()
        .body(trial(NAME).replace("\"custom\"", "\"costum\""))
        .put(TRIAL)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed-json"));
  }

  private static String trial(String attributes) {
    return """
    {"logicalName": "trial", "displayName": "Trial", "ownership": "user", "custom": true,
     "primaryNameAttribute": "name", "attributes": [%s], "offline": {"enabled": true}}
    """
        .formatted(attributes);
  }
}
