package dev.haversack.profile.views;

import static dev.haversack.profile.views.TestViews.NAME;
import static dev.haversack.profile.views.TestViews.OF_CONTACT;
import static dev.haversack.profile.views.TestViews.PATH;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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

  private Tenant tenant;
  private TestViews views;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    views = new TestViews(tenant);
  }

  @Test
  void aViewIsStoredReadListedChangedAndDeleted() {
    UUID id = UUID.randomUUID();
    String body =
        TestViews.body(
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
    UUID other = views.put("contact", "All", "{'attribute': 'fullname'}");
    listed("").body("items.id", hasItem(other.toString()));
    listed("?entity=account").body("items.id", contains(id.toString()));
    listed("?entity=lead").body("items", empty());
    String tag = created.header("ETag");
    tenant.admin().header("If-None-Match", tag).get(PATH + id).then().statusCode(304);
    var changed =
        tenant
            .admin()
            .header("If-Match", tag)
            .body(TestViews.body(id, "account", "Mine", NAME, ""))
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
            .mapToObj(i -> views.put("account", "View " + i, NAME).toString())
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
    refused(id, TestViews.body(id, "account", "Active", columns, ""), field, code);
    listed("").body("items", empty());
  }

  @Test
  void theRestKeepsRulesToo() {
    UUID id = views.put("account", "Active", NAME);
    UUID other = UUID.randomUUID();

    refused(id, TestViews.body(other, "account", "Active", NAME, ""), "id", "id-mismatch");
    refused(
        id,
        TestViews.body(id, "contact", "A", "{'attribute': 'fullname'}", ""),
        "entity",
        "view-entity-changed");
    refused(other, TestViews.body(other, "nothing", "A", NAME, ""), "entity", "unknown-entity");
    refused(other, TestViews.body(other, "account", " ", NAME, ""), "name", "name-blank");
    refused(
        other,
        TestViews.body(other, "account", "A", NAME, ", 'order': [{'attribute': 'nme'}]"),
        "order[0].attribute",
        "unknown-attribute");
    refused(
        other,
        TestViews.body(
            other, "account", "A", NAME, ", 'filter': {'attribute': 'nme', 'operator': 'null'}"),
        "filter.attribute",
        "unknown-attribute");
    tenant
        .badAdmin()
        .body(TestViews.body(other, "account", "A", "", ""))
        .put(PATH + other)
        .then()
        .statusCode(400);
  }

  @Test
  void namesAndDefaultsAreTakenOnce() {
    UUID first = UUID.randomUUID();
    tenant.put(
        PATH + first, TestViews.body(first, "account", "Active", NAME, ", 'isDefault': true"));
    UUID second = UUID.randomUUID();

    tenant
        .badAdmin()
        .body(TestViews.body(second, "account", "Active", NAME, ""))
        .put(PATH + second)
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate-name"));
    tenant
        .badAdmin()
        .body(TestViews.body(second, "account", "Other", NAME, ", 'isDefault': true"))
        .put(PATH + second)
        .then()
        .statusCode(409)
        .body("errors.field", contains("isDefault"));
    tenant.put(
        PATH + second,
        TestViews.body(second, "account", "Other", NAME, ", 'isDefault': true")
            .replace("public", "lookup"));
    tenant.put(
        PATH + first, TestViews.body(first, "account", "Active", NAME, ", 'isDefault': true"));
  }

  @Test
  void onlyAdministratorsChangeThemAndOthersDoNotSeeThem() {
    UUID id = views.put("account", "Active", NAME);
    UUID user = tenant.user();

    tenant
        .user(user)
        .body(TestViews.body(id, "account", "Mine", NAME, ""))
        .put(PATH + id)
        .then()
        .statusCode(403);
    tenant.user(user).delete(PATH + id).then().statusCode(403);
    Tenant other = Tenant.created();
    other.badAdmin().get(PATH + id).then().statusCode(404);
    other.admin().get("/profile/v1/views").then().body("items", empty());
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
}
