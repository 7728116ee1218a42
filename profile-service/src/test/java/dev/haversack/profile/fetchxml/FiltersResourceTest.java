package dev.haversack.profile.fetchxml;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class FiltersResourceTest {

  private static final String PATH = "/profile/v1/filters/";
  private static final String CANONICAL =
      """
      <fetch>
        <entity name="opportunity">
          <filter type="and">
            <condition attribute="statecode" operator="eq" value="0" />
            <condition attribute="ownerid" operator="eq-userid" />
          </filter>
        </entity>
      </fetch>
      """;
  private static final String ITEM =
      """
      [{"entity": "opportunity", "distribution": "custom", "filter":
        {"and": [{"attribute": "statecode", "operator": "eq", "value": 0},
                 {"attribute": "ownerid", "operator": "eq-userid"}]}}]
      """;

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    tenant.enable("opportunity");
  }

  @Test
  void aTextBecomesATree() {
    tenant
        .admin()
        .body(
            text(
                "opportunity",
                "<filter type='and'><condition attribute='statecode' operator='eq' value='0'/>"
                    + "<condition attribute='ownerid' operator='eq-userid' uiname='x'/></filter>"))
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(200)
        .body("entity", equalTo("opportunity"))
        .body("filter.and[0].value", equalTo(0))
        .body("filter.and[1].operator", equalTo("eq-userid"))
        .body("fetchXml", equalTo(CANONICAL))
        .body("findings", empty());
  }

  @Test
  void aTreeBecomesAText() {
    tenant
        .admin()
        .body(
            "{\"entity\": \"opportunity\", \"filter\": {\"or\": []}, \"purpose\": \"organization\"}")
        .post(PATH + "to-fetchxml")
        .then()
        .statusCode(200)
        .body("filter.or", empty())
        .body("fetchXml", org.hamcrest.Matchers.containsString("<filter type=\"or\" />"));
  }

  @Test
  void warningsComeAlong() {
    tenant
        .admin()
        .body(
            text(
                "opportunity",
                "<filter type='or'><condition attribute='name' operator='ends-with' value='x'/>"
                    + "<condition attribute='createdon' operator='last-x-hours' value='2'/></filter>"))
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(200)
        .body("findings.severity", contains("warning", "warning"))
        .body("findings.code", contains("searches-inside-text", "short-time-window"))
        .body("findings.field", contains("filter.or[0]", "filter.or[1]"));
  }

  @Test
  void storedFiltersCanBeReadAsText() {
    UUID profile = tenant.profile(ITEM);
    tenant.admin().post("/profile/v1/profiles/" + profile + "/publish").then().statusCode(201);
    String items = PATH + "profiles/" + profile + "/items/";

    tenant.admin().get(items + "opportunity").then().body("fetchXml", equalTo(CANONICAL));
    tenant.admin().get(items + "opportunity?version=1").then().body("fetchXml", equalTo(CANONICAL));
    tenant
        .admin()
        .get(PATH + "organization/opportunity")
        .then()
        .statusCode(200)
        .body("filter.and", empty());
    tenant.badAdmin().get(items + "opportunity?version=2").then().statusCode(404);
    tenant.badAdmin().get(items + "opportunity?version=0").then().statusCode(400);
    tenant.badAdmin().get(items + "account").then().statusCode(404);
    tenant.badAdmin().get(PATH + "organization/account").then().statusCode(404);
    tenant.badAdmin().get(PATH + "organization/nothing").then().statusCode(404);
    Tenant stranger = Tenant.created();
    stranger.badAdmin().get(items + "opportunity").then().statusCode(404);
    stranger.badAdmin().get(items + "opportunity?version=1").then().statusCode(404);
  }

  /** What cannot be read and what breaks rules both name line and column. */
  @Test
  void faultsNameLineAndColumn() {
    refusedText(
            """
            <filter>
              <condition attribute="nothing" operator="null" />
              <link-entity name="account" from="accountid" to="parentaccountid" link-type="outer" />
            </filter>
            """)
        .body("errors.field", contains("fetchXml:2:3", "fetchXml:3:3"))
        .body("errors.code", contains("unknown-attribute", "linked-entity-not-allowed"))
        .body("errors[1].publishedCode", equalTo("0x80071120"));
    refusedText(
            """
            <filter type="or">
              <condition attribute="name" operator="last-x-days" value="3" />
              <filter>
                <condition attribute="statecode" operator="eq" value="99" />
                <condition attribute="ownerid" operator="in"><value>x</value></condition>
              </filter>
            </filter>
            """)
        .body("errors.field", contains("fetchXml:2:3", "fetchXml:4:5", "fetchXml:5:5"))
        .body(
            "errors.code",
            contains("operator-not-allowed", "unknown-choice", "owner-takes-one-value"));
    refusedText("").body("errors.publishedCode", contains("0x80071118"));
    refusedText("<filter>").body("errors.code", contains("malformed-xml"));
    refusedText("<!DOCTYPE f [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><filter>&x;</filter>")
        .body("errors.code", contains("malformed-xml"));
    refusedText("<filter>".repeat(10_000)).body("errors.code", contains("xml-too-large"));
  }

  @Test
  void linksKeepTheirRules() {
    String link =
        """
        <filter>
          <link-entity name="account" from="accountid" to="%s" link-type="not any">
            <filter>
              <condition attribute="%s" operator="eq-userid" />
            </filter>
          </link-entity>
        </filter>
        """;
    refusedText(link.formatted("name", "ownerid"))
        .body("errors.field", contains("fetchXml:2:3", "fetchXml:4:7"))
        .body("errors.code", contains("link-does-not-fit", "caller-condition-not-allowed"));
    tenant
        .admin()
        .body(
            text(
                "opportunity",
                link.formatted("parentaccountid", "ownerid").replace("not any", "any")))
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(200)
        .body("filter.link.entity", equalTo("account"))
        .body("filter.link.filter.operator", equalTo("eq-userid"))
        .body("findings", empty());
  }

  @Test
  void organizationFiltersDoNotLookAtTheCaller() {
    Map<String, Object> text = new java.util.HashMap<>(text("opportunity", CANONICAL));
    text.put("purpose", "organization");

    tenant
        .badAdmin()
        .body(text)
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(422)
        .body("errors.field", contains("fetchXml:5:7"))
        .body("errors.code", contains("caller-condition-not-allowed"));
  }

  @Test
  void treesThatBreakRulesAreRefusedWithTheirPlace() {
    refusedTree("opportunity", "{\"and\": [{\"attribute\": \"nme\", \"operator\": \"null\"}]}")
        .body("errors.field", contains("filter.and[0].attribute"));
    refusedTree(
            "opportunity",
            "{\"or\": [{\"attribute\": \"name\", \"operator\": \"eq\", \"value\": \"\\u0001\"}]}")
        .body("errors.field", contains("filter.or[0]"))
        .body("errors.code", contains("not-supported"));
    refusedTree("nothing", "{\"and\": []}")
        .body("code", equalTo("unknown-entity"))
        .body("errors", hasSize(1));
  }

  @Test
  void whatTheContractForbidsIsABadRequest() {
    for (String path : new String[] {"from-fetchxml", "to-fetchxml"}) {
      for (String body : new String[] {"", "{}", "{\"entity\": \"opportunity\"}", "[]"}) {
        tenant.badAdmin().body(body).post(PATH + path).then().statusCode(400);
      }
      tenant.user(UUID.randomUUID()).body("{}").post(PATH + path).then().statusCode(403);
    }
    tenant
        .badAdmin()
        .body(text("opportunity", "x".repeat(1_000_001)))
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(400);
  }

  private ValidatableResponse refusedText(String fetchXml) {
    return tenant
        .badAdmin()
        .body(text("opportunity", fetchXml))
        .post(PATH + "from-fetchxml")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid-filter"));
  }

  private ValidatableResponse refusedTree(String entity, String filter) {
    return tenant
        .badAdmin()
        .body("{\"entity\": \"%s\", \"filter\": %s}".formatted(entity, filter))
        .post(PATH + "to-fetchxml")
        .then()
        .statusCode(422);
  }

  private static Map<String, Object> text(String entity, String fetchXml) {
    return Map.of("entity", entity, "fetchXml", fetchXml);
  }
}
