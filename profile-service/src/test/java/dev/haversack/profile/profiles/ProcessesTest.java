package dev.haversack.profile.profiles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Business process flows: their definitions, and what profiles keep to; section 5.1 of the facts.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ProcessesTest {

  private static final String PATH = "/profile/v1/entities/";
  private static final String ONE = stage("Qualify", "");
  private static final String OTHER_ENTITY = stage("Lead", ", 'entity': 'lead'");

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void theServerGivesInstancesWhatTheyNeed() {
    put("sales", "opportunity", ONE)
        .statusCode(201)
        .body("processFlow.entity", equalTo("opportunity"))
        .body(
            "attributes.logicalName",
            hasItems("bpf_name", "bpf_opportunityid", "activestageid", "traversedpath", "ownerid"))
        .body(
            "attributes.find { it.logicalName == 'statuscode' }.choices.label",
            contains("Active", "Finished", "Aborted"))
        .body(
            "attributes.find { it.logicalName == 'bpf_opportunityid' }.targets.entity",
            contains("opportunity"));
    String stored = tenant.admin().get(PATH + "sales").body().asString();
    tenant.admin().body(stored).put(PATH + "sales").then().statusCode(200);
  }

  @Test
  void badDefinitionsAreRefusedWithAllFindings() {
    put(
            "sales",
            "opportunity",
            stage(
                "A",
                ", 'steps': [{'attribute': 'nothing'}, {'attribute': 'name'},"
                    + " {'attribute': 'name'}]"),
            stage("B", ", 'entity': 'nowhere'"),
            stage("C", ", 'childFlow': 'account'"),
            ONE,
            ONE)
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "processFlow.stages[0].steps[0].attribute",
                "processFlow.stages[0].steps[2].attribute",
                "processFlow.stages[1].entity",
                "processFlow.stages[2].childFlow",
                "processFlow.stages[4].stageId"));
    put("sales", "systemuser", ONE)
        .statusCode(422)
        .body("errors.field", hasItem("processFlow.entity"));
    put("sales", "nothing", ONE).statusCode(422).body("errors.code", hasItem("unknown-entity"));
    put(
            "sales",
            "opportunity",
            IntStream.range(0, 31).mapToObj(i -> stage("S" + i, "")).toArray(String[]::new))
        .statusCode(400)
        .body("errors.field", contains("processFlow.stages"));
    put(
            "sales",
            "opportunity",
            OTHER_ENTITY,
            stage("A", ", 'entity': 'account'"),
            stage("B", ", 'entity': 'contact'"),
            stage("C", ", 'entity': 'incident'"),
            stage("D", ", 'entity': 'task'"))
        .statusCode(422)
        .body("errors.publishedCode", contains("0x80060415"));
    tenant.admin().get(PATH + "sales").then().statusCode(404);
  }

  @Test
  void builtInEntitiesAndStoredOnesDoNotBecomeInstances() {
    String account = tenant.admin().get(PATH + "account").body().asString();
    tenant
        .badAdmin()
        .body(account.replaceFirst("\\{", "{\"processFlow\": " + flow("opportunity", ONE) + ","))
        .put(PATH + "account")
        .then()
        .statusCode(422)
        .body("errors.code", hasItems("property-not-allowed", "process-changed"));
    put("sales", "opportunity", ONE);
    put("sales", "account", ONE).statusCode(422).body("errors.code", hasItem("process-changed"));
  }

  @Test
  void childProcessesMakeNoCircle() {
    put("one", "opportunity", ONE).statusCode(201);
    put("two", "opportunity", stage("A", ", 'childFlow': 'one'")).statusCode(201);
    put("one", "opportunity", stage("A", ", 'childFlow': 'two'"))
        .statusCode(422)
        .body("errors.code", contains("cycle"));
  }

  @Test
  void anEntityHasTenProcessesInUse() {
    for (int i = 0; i < 10; i++) {
      put("sales" + i, "opportunity", ONE).statusCode(201);
    }
    put("another", "opportunity", ONE)
        .statusCode(422)
        .body("errors.code", contains("too-many-processes"));
    put("other", "account", ONE).statusCode(201);
  }

  @Test
  void whatAProcessNeedsStays() {
    tenant.put(
        PATH + "trial",
        """
        {"logicalName": "trial", "displayName": "Trial", "ownership": "user",
         "primaryNameAttribute": "name", "offline": {"enabled": false}, "attributes": [%s, %s]}
        """
            .formatted(text("name"), text("goal")));
    put("sales", "trial", stage("Qualify", ", 'steps': [{'attribute': 'goal'}]"));
    String trial = tenant.admin().get(PATH + "trial").body().asString();
    tenant
        .badAdmin()
        .body(trial.replace("\"goal\"", "\"aim\""))
        .put(PATH + "trial")
        .then()
        .statusCode(409)
        .body("errors.message", hasItem(containsString("goal")));
    tenant
        .badAdmin()
        .delete(PATH + "trial")
        .then()
        .statusCode(409)
        .body("errors.message", hasItem(containsString("sales")));
    tenant.admin().delete(PATH + "sales").then().statusCode(204);
    tenant.admin().delete(PATH + "trial").then().statusCode(204);
  }

  @Test
  void aProfileTakesAllProcessesOfAnEntityOrNone() {
    tenant.enable("opportunity");
    put("sales", "opportunity", ONE);
    put("upsales", "opportunity", ONE);
    putFlow("planned", flow("opportunity", ONE).replaceFirst("\\{", "{\"draft\": true, "))
        .statusCode(201);
    validate("opportunity").body("findings.code", empty());
    validate("opportunity", "sales")
        .body("findings.code", contains("process-not-in-profile"))
        .body("findings.message", contains(containsString("upsales")));
    validate("opportunity", "sales", "upsales").body("findings.code", empty());
    validate("sales", "upsales").body("findings.code", hasItem("process-entity-not-in-profile"));
  }

  @Test
  void flowsThatLeadElsewhereDoNotGoOffline() {
    tenant.enable("opportunity");
    put("crossing", "opportunity", ONE, OTHER_ENTITY);
    put("parent", "account", stage("A", ", 'childFlow': 'crossing'"));
    tenant.enable("account");
    validate("opportunity", "crossing")
        .body("findings.code", hasItem("process-crosses-entities"))
        .body("findings.publishedCode", hasItem("0x80060462"));
    validate("account", "parent").body("findings.code", contains("process-has-child"));
  }

  private ValidatableResponse validate(String... entities) {
    String items =
        Arrays.stream(entities)
            .map("{\"entity\": \"%s\", \"distribution\": \"all\"}"::formatted)
            .collect(Collectors.joining(","));
    UUID profile = tenant.profile("[" + items + "]");
    return tenant
        .admin()
        .get("/profile/v1/profiles/" + profile + "/findings")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse put(String name, String entity, String... stages) {
    return putFlow(name, flow(entity, stages));
  }

  private ValidatableResponse putFlow(String name, String flow) {
    return tenant
        .badAdmin()
        .body(
            """
            {"logicalName": "%s", "displayName": "Process", "ownership": "user",
             "primaryNameAttribute": "bpf_name", "attributes": [],
             "offline": {"enabled": true, "organizationFilter": {"and": []}}, "processFlow": %s}
            """
                .formatted(name, flow))
        .put(PATH + name)
        .then();
  }

  private static String flow(String entity, String... stages) {
    return "{\"entity\": \"%s\", \"stages\": [%s]}".formatted(entity, String.join(",", stages));
  }

  private static String stage(String name, String more) {
    return "{'stageId': '%s', 'name': '%s'%s}"
        .formatted(UUID.randomUUID(), name, more)
        .replace('\'', '"');
  }

  private static String text(String name) {
    return """
    {"logicalName": "%s", "displayName": "T", "type": "string", "maxLength": 100}\
    """
        .formatted(name);
  }
}
