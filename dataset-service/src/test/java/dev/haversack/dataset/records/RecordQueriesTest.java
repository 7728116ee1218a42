package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding records. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class RecordQueriesTest extends RecordsFixture {

  @Test
  void queriesFilterOrderPageAndKeepToTheReach() {
    calls.create(org.moses, "opportunity", "name", "Foreign", "estimatedvalue", 7);
    for (int i = 0; i < 7; i++) {
      calls.create(org.anna, "opportunity", "name", "O" + i, "estimatedvalue", i / 2);
    }
    calls.create(org.anna, "opportunity", "name", "Unvalued");
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          calls
              .as(org.anna)
              .contentType("application/json")
              .body(
                  map(
                      "filter",
                      map("attribute", "name", "operator", "ne", "value", "o6"),
                      "columns",
                      List.of("name"),
                      "orderBy",
                      List.of(
                          map("attribute", "estimatedvalue", "descending", true),
                          map("attribute", "name")),
                      "limit",
                      3,
                      "cursor",
                      cursor))
              .post(path("opportunity") + "/query");
      page.then().statusCode(200);
      List<Map<String, Object>> attributes = page.jsonPath().getList("items.attributes");
      attributes.forEach(a -> assertEquals(1, a.size()));
      names.addAll(page.jsonPath().getList("items.attributes.name", String.class));
      cursor = page.jsonPath().getString("nextCursor");
    } while (cursor != null);
    assertEquals(List.of("O4", "O5", "O2", "O3", "O0", "O1", "Unvalued"), names);
  }

  @Test
  void queriesPageInOrderOfIdWhenNoneIsAsked() {
    for (int i = 0; i < 3; i++) {
      calls.create(org.anna, "account", "name", "A" + i);
    }
    Response page =
        calls
            .as(org.anna)
            .contentType("application/json")
            .body(map("limit", 2))
            .post(path("account") + "/query");
    page.then().statusCode(200).body("items.size()", equalTo(2));
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(map("limit", 2, "cursor", page.jsonPath().getString("nextCursor")))
        .post(path("account") + "/query")
        .then()
        .body("items.size()", equalTo(1))
        .body("nextCursor", nullValue());
  }

  @Test
  void badQueriesAreNamed() {
    Map<Map<String, Object>, String> bad =
        Map.of(
            map("filter", map("attribute", "nonsense", "operator", "eq", "value", 1)),
                "invalid-filter",
            map(
                    "filter",
                    map(
                        "link",
                        map(
                            "type",
                            "any",
                            "entity",
                            "account",
                            "from",
                            "accountid",
                            "to",
                            "accountid"))),
                "invalid-filter",
            map("filter", map("attribute", "opportunityid", "operator", "under", "value", "x")),
                "invalid-filter",
            map("columns", List.of("nonsense")), "unknown-attribute",
            map("orderBy", List.of(map("attribute", "nonsense"))), "unknown-attribute",
            map("cursor", "nonsense"), "invalid-cursor",
            map("limit", 0), "invalid-request");
    bad.forEach((body, code) ->
        calls
            .badAs(org.anna)
            .contentType("application/json")
            .body(body)
            .post(path("opportunity") + "/query")
            .then()
            .body("code", equalTo(code)));
  }

  @Test
  void theDirectoryIsThereAsRecords() {
    calls
        .get(org.eve, "systemuser", org.anna)
        .then()
        .statusCode(200)
        .body("attributes.fullname", equalTo("anna"));
    calls
        .as(org.eve)
        .contentType("application/json")
        .body(map("filter", map("attribute", "name", "operator", "eq", "value", "coast")))
        .post(path("businessunit") + "/query")
        .then()
        .body("items.id", contains(org.coast.toString()));
  }
}
