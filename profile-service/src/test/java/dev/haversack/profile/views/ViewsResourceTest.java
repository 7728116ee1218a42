package dev.haversack.profile.views;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 6.1 of the facts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ViewsResourceTest {

  private static final String PATH = "/profile/v1/views/";
  private static final String NAME = "{'attribute': 'name'}";
  private static final String OF_CONTACT =
      "{'attribute': 'fullname', 'through': 'primarycontactid'}";

  private static final String CITY =
      ", {\"logicalName\": \"city\", \"displayName\": \"City\", \"type\": \"string\"}";
  private static final String PARENT =
      ", {\"logicalName\": \"parentid\", \"displayName\": \"Parent\", \"type\": \"lookup\","
          + " \"targets\": [{\"entity\": \"trial\", \"relationship\": \"trial_parent\", \"hierarchical\": true}]}";

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void aViewIsStoredReadListedChangedAndDeleted() {
    UUID id = UUID.randomUUID();
    String body =
        view(
            id,
            "account",
            "Active",
            NAME + "," + OF_CONTACT,
            """
            , 'isDefault': true, 'order': [{'attribute': 'name', 'descending': true}],
            'filter': {'attribute': 'ownerid', 'operator': 'eq-userid'}
            """);

    var created = tenant.admin().body(body).put(PATH + id);

    created.then().statusCode(201).body("columns[1].entity", equalTo("contact"));
    UUID user = tenant.user();
    tenant
        .user(user)
        .get(PATH + id)
        .then()
        .statusCode(200)
        .body("filter.operator", equalTo("eq-userid"))
        .body("order[0].descending", equalTo(true));
    UUID other = put("contact", "All", "{'attribute': 'fullname'}");
    listed("").body("items.id", hasItem(other.toString()));
    listed("?entity=account").body("items.id", contains(id.toString()));
    listed("?entity=lead").body("items", empty());
    String tag = created.header("ETag");
    tenant.admin().header("If-None-Match", tag).get(PATH + id).then().statusCode(304);
    var changed =
        tenant
            .admin()
            .header("If-Match", tag)
            .body(view(id, "account", "Mine", NAME, ""))
            .put(PATH + id);
    changed.then().statusCode(200).body("name", equalTo("Mine"));
    tenant.badAdmin().header("If-Match", tag).delete(PATH + id).then().statusCode(412);
    tenant.admin().delete(PATH + id).then().statusCode(204);
    tenant.badAdmin().get(PATH + id).then().statusCode(404);
    tenant.badAdmin().delete(PATH + id).then().statusCode(404);
  }

  @Test
  void pagesJoin() {
    List<String> all =
        IntStream.range(0, 3)
            .mapToObj(i -> put("account", "View " + i, NAME).toString())
            .sorted()
            .toList();

    ValidatableResponse first = listed("?limit=2");
    ValidatableResponse second = listed("?limit=2&cursor=" + first.extract().path("nextCursor"));

    List<String> ids = new ArrayList<>(first.extract().<List<String>>path("items.id"));
    ids.addAll(second.extract().<List<String>>path("items.id"));
    assertEquals(all, ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'attribute': 'nme'} | columns[0].attribute | unknown-attribute",
        "{'attribute': 'name', 'entity': 'contact'} | columns[0].entity | property-not-allowed",
        "{'attribute': 'fullname', 'through': 'name'} | columns[0].through | wrong-type",
        "{'attribute': 'fullname', 'through': 'contactid'} | columns[0].through | unknown-attribute",
        "{'attribute': 'nme', 'through': 'primarycontactid'} | columns[0].attribute | unknown-attribute",
        "{'attribute': 'name', 'through': 'ownerid'} | columns[0].entity | property-needed",
        "{'attribute': 'name', 'through': 'ownerid', 'entity': 'account'} | columns[0].entity | link-does-not-fit",
        "{'attribute': 'name'}, {'attribute': 'name'} | columns[1] | duplicate",
        "{'attribute': 'fullname', 'through': 'primarycontactid'}, {'attribute': 'fullname', 'through': 'primarycontactid', 'entity': 'contact'} | columns[1] | duplicate",
      })
  void columnsKeepRules(String columns, String field, String code) {
    UUID id = UUID.randomUUID();
    refused(id, view(id, "account", "Active", columns, ""), field, code);
    listed("").body("items", empty());
  }

  @Test
  void theRestKeepsRulesToo() {
    UUID id = put("account", "Active", NAME);
    UUID other = UUID.randomUUID();

    refused(id, view(other, "account", "Active", NAME, ""), "id", "id-mismatch");
    refused(
        id,
        view(id, "contact", "A", "{'attribute': 'fullname'}", ""),
        "entity",
        "view-entity-changed");
    refused(other, view(other, "nothing", "A", NAME, ""), "entity", "unknown-entity");
    refused(other, view(other, "account", " ", NAME, ""), "name", "name-blank");
    refused(
        other,
        view(other, "account", "A", NAME, ", 'order': [{'attribute': 'nme'}]"),
        "order[0].attribute",
        "unknown-attribute");
    refused(
        other,
        view(other, "account", "A", NAME, ", 'filter': {'attribute': 'nme', 'operator': 'null'}"),
        "filter.attribute",
        "unknown-attribute");
    tenant
        .badAdmin()
        .body(view(other, "account", "A", "", ""))
        .put(PATH + other)
        .then()
        .statusCode(400);
  }

  @Test
  void namesAndDefaultsAreTakenOnce() {
    UUID first = UUID.randomUUID();
    tenant.put(PATH + first, view(first, "account", "Active", NAME, ", 'isDefault': true"));
    UUID second = UUID.randomUUID();

    tenant
        .badAdmin()
        .body(view(second, "account", "Active", NAME, ""))
        .put(PATH + second)
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-name"));
    tenant
        .badAdmin()
        .body(view(second, "account", "Other", NAME, ", 'isDefault': true"))
        .put(PATH + second)
        .then()
        .statusCode(409)
        .body("errors.field", contains("isDefault"));
    tenant.put(
        PATH + second,
        view(second, "account", "Other", NAME, ", 'isDefault': true").replace("public", "lookup"));
    tenant.put(PATH + first, view(first, "account", "Active", NAME, ", 'isDefault': true"));
  }

  @Test
  void onlyAdministratorsChangeThemAndOthersDoNotSeeThem() {
    UUID id = put("account", "Active", NAME);
    UUID user = tenant.user();

    tenant
        .user(user)
        .body(view(id, "account", "Mine", NAME, ""))
        .put(PATH + id)
        .then()
        .statusCode(403);
    tenant.user(user).delete(PATH + id).then().statusCode(403);
    Tenant other = Tenant.created();
    other.badAdmin().get(PATH + id).then().statusCode(404);
    other.admin().get("/profile/v1/views").then().body("items", empty());
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
    tenant.put(PATH + id, view(id, "trial", "All", columns, more == null ? "" : more));

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
    tenant.put(PATH + id, view(id, entity, "All", columns, more == null ? "" : more));

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

    refused(
        id,
        view(id, "trial", "All", columns, more == null ? "" : more),
        field,
        "secured-attribute");
  }

  @Test
  void theLinterWarnsOfViewsThatDevicesCannotShow() {
    put("account", "With contact", NAME + "," + OF_CONTACT);
    put("account", "Plain", NAME);
    UUID profile = profile("account");
    findings(profile)
        .body("publishable", equalTo(true))
        .body(
            "findings.findAll { it.code == 'view-needs-offline' }.publishedCode",
            contains("0x80071125"));

    tenant.enable("contact");
    findings(profile)
        .body("publishable", equalTo(true))
        .body("findings.code", hasItem("view-needs-item"))
        .body(
            "findings.find { it.code == 'view-needs-item' }",
            org.hamcrest.Matchers.hasEntry("publishedCode", "0x80071124"))
        .body(
            "findings.findAll { it.code == 'view-needs-item' }.message",
            contains(containsString("\"With contact\"")));

    findings(profile("account", "contact")).body("findings.code", not(hasItem("view-needs-item")));
  }

  @Test
  void lookupsThatAreShownAndLinksOfTheFilterNeedTheirEntitiesToo() {
    put("account", "Contact's name", "{'attribute': 'primarycontactid'}");
    put("account", "Whose", "{'attribute': 'ownerid'}");
    put(
        "account",
        "Contact's unit",
        "{'attribute': 'owningbusinessunit', 'through': 'primarycontactid'}");
    UUID linked = UUID.randomUUID();
    tenant.put(
        PATH + linked,
        view(
            linked,
            "account",
            "With deals",
            NAME,
            ", 'filter': {'link': {'type': 'any', 'entity': 'opportunity', 'from': 'customerid', 'to': 'accountid'}}"));
    UUID profile = profile("account");
    List.of("contact", "team", "opportunity", "businessunit").forEach(tenant::enable);

    findings(profile)
        .body(
            "findings.findAll { it.code == 'view-needs-item' }.message.collect { it.split('refers to ')[1] }",
            org.hamcrest.Matchers.containsInAnyOrder(
                "contact, which the profile has no item for.",
                "contact, which the profile has no item for.",
                "businessunit, which the profile has no item for.",
                "systemuser or team, which the profile has no item for.",
                "opportunity, which the profile has no item for."));
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

  private ValidatableResponse findings(UUID profile) {
    return tenant
        .admin()
        .get("/profile/v1/profiles/" + profile + "/findings")
        .then()
        .statusCode(200);
  }

  private UUID profile(String... entities) {
    for (String entity : entities) {
      tenant.enable(entity);
    }
    String items =
        String.join(
            ",",
            List.of(entities).stream()
                .map(e -> "{\"entity\": \"%s\", \"distribution\": \"all\"}".formatted(e))
                .toList());
    return tenant.profile("[" + items + "]");
  }

  private ValidatableResponse listed(String query) {
    return tenant.admin().get("/profile/v1/views" + query).then().statusCode(200);
  }

  private void refused(UUID id, String body, String field, String code) {
    tenant
        .badAdmin()
        .body(body)
        .put(PATH + id)
        .then()
        .statusCode(422)
        .body("errors.field", contains(field))
        .body("errors.code", contains(code));
  }

  private UUID put(String entity, String name, String columns) {
    UUID id = UUID.randomUUID();
    tenant.put(PATH + id, view(id, entity, name, columns, ""));
    return id;
  }

  private static String view(UUID id, String entity, String name, String columns, String more) {
    String text =
        "{'id': '%s', 'entity': '%s', 'name': '~', 'kind': 'public', 'columns': [%s]%s}"
            .formatted(id, entity, columns, more);
    return text.replace('\'', '"').replace("~", name);
  }
}
