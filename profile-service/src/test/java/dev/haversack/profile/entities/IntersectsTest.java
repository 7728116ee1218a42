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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities whose records are pairs of a many-to-many relationship. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class IntersectsTest {

  private static final String PATH = "/profile/v1/entities/interest";
  private static final String NAME =
      """
      {"logicalName": "name", "displayName": "N", "type": "string", "maxLength": 9}\
      """;
  private static final String ACCOUNT = lookup("accountid", "account", true);
  private static final String PRODUCT = lookup("productid", "product", true);

  private Tenant tenant;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
  }

  @Test
  void twoLookupsMakeAPair() {
    put("none", true, ACCOUNT, PRODUCT).statusCode(201).body("intersect", equalTo(true));
    String stored = tenant.admin().get(PATH).body().asString();
    tenant.admin().body(stored).put(PATH).then().statusCode(200);
  }

  @Test
  void anythingElseDoesNot() {
    put("user", true, ACCOUNT, PRODUCT).statusCode(422).body("errors.field", hasItem("ownership"));
    put("none", true, ACCOUNT).statusCode(422).body("errors.code", contains("not-a-pair"));
    put("none", true, ACCOUNT, lookup("productid", "product", false))
        .statusCode(422)
        .body("errors.code", contains("not-a-pair"));
    put("none", true, ACCOUNT, PRODUCT, lookup("contactid", "contact", true))
        .statusCode(422)
        .body("errors.code", contains("not-a-pair"));
  }

  @Test
  void whatAPairIsIsChosenOnce() {
    put("none", true, ACCOUNT, PRODUCT);
    put("none", false, ACCOUNT, PRODUCT)
        .statusCode(422)
        .body("errors.code", contains("intersect-changed"));
    put("none", true, PRODUCT, ACCOUNT)
        .statusCode(422)
        .body("errors.code", contains("intersect-changed"));
  }

  private ValidatableResponse put(String ownership, boolean intersect, String... lookups) {
    return tenant
        .badAdmin()
        .body(
            """
            {"logicalName": "interest", "displayName": "Interest", "ownership": "%s",
             "primaryNameAttribute": "name", "intersect": %s, "offline": {"enabled": false},
             "attributes": [%s, %s]}
            """
                .formatted(ownership, intersect, NAME, String.join(", ", lookups)))
        .put(PATH)
        .then();
  }

  private static String lookup(String name, String target, boolean required) {
    return """
    {"logicalName": "%s", "displayName": "L", "type": "lookup", "required": %s,
     "targets": [{"entity": "%s", "relationship": "interest_%s"}]}
    """
        .formatted(name, required, target, target);
  }
}
