package dev.haversack.profile.entities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
class EntitiesResourceTest {

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
  void entitiesAreListedPageByPage() {
    var first =
        tenant
            .admin()
            .queryParam("limit", 15)
            .get(PATH)
            .then()
            .statusCode(200)
            .body("items", hasSize(15))
            .extract()
            .jsonPath();

    var second =
        tenant
            .admin()
            .queryParam("limit", 15)
            .queryParam("cursor", first.getString("nextCursor"))
            .get(PATH);

    second.then().statusCode(200).body("items", hasSize(6)).body("nextCursor", equalTo(null));
    assertEquals("account", first.getString("items[0].logicalName"));
  }

  @Test
  void usersReadEntities() {
    var answer = tenant.user(UUID.randomUUID()).get(PATH + "opportunity");

    answer
        .then()
        .statusCode(200)
        .body("custom", equalTo(false))
        .body("offline.enabled", equalTo(false))
        .body(
            "attributes.logicalName", hasItems("name", "customeridtype", "ownerid", "statuscode"));
  }

  @Test
  void unknownEntityIsNotFound() {
    tenant.badAdmin().get(TRIAL).then().statusCode(404).body("code", equalTo("not-found"));
    tenant.badAdmin().delete(TRIAL).then().statusCode(404);
    tenant.badAdmin().body("{\"enabled\": true}").put(TRIAL + "/offline").then().statusCode(404);
    tenant.badAdmin().get(PATH + "No-Name").then().statusCode(400);
    tenant
        .badAdmin()
        .queryParam("cursor", "!")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void customEntityGetsWhatAllUserOwnedEntitiesHave() {
    var answer = tenant.admin().body(trial(NAME)).put(TRIAL);

    answer
        .then()
        .statusCode(201)
        .header("Location", endsWith(TRIAL))
        .body("custom", equalTo(true))
        .body("attributes.logicalName", hasItems("name", "ownerid", "owneridtype", "createdon"))
        .body(
            "attributes.find { it.logicalName == 'createdby' }.targets[0].relationship",
            equalTo("lk_trial_createdby"));
  }

  @Test
  void whatWasReadCanBeSentBack() {
    tenant.put(TRIAL, trial(NAME));
    var read = tenant.admin().get(TRIAL);

    var answer =
        tenant.admin().header("If-Match", read.header("ETag")).body(read.asString()).put(TRIAL);

    answer.then().statusCode(200);
    assertEquals(read.jsonPath().getMap(""), answer.jsonPath().getMap(""));
  }

  @Test
  void lookupWithSeveralTargetsGetsACompanion() {
    String lookup =
        """
        {"logicalName": "partyid", "displayName": "Party", "type": "lookup", "targets": [
          {"entity": "account", "relationship": "trial_a"},
          {"entity": "trial", "relationship": "trial_t"}]}
        """;

    var answer = tenant.admin().body(trial(NAME + "," + lookup)).put(TRIAL);

    answer.then().statusCode(201).body("attributes.logicalName", hasItem("partyidtype"));
  }

  @Test
  void builtInEntityTakesCustomAttributes() {
    String account = tenant.admin().get(PATH + "account").asString();
    String more =
        account.replaceFirst(
            "\"attributes\":\\[",
            "\"attributes\":[{\"logicalName\":\"foundedyear\",\"displayName\":\"Founded\","
                + "\"type\":\"integer\",\"minimum\":1000},");

    var answer = tenant.admin().body(more).put(PATH + "account");

    answer
        .then()
        .statusCode(200)
        .body("attributes.logicalName", hasItem("foundedyear"))
        .body("custom", equalTo(false));
    tenant.put(PATH + "account", account);
    tenant
        .admin()
        .get(PATH + "account")
        .then()
        .body("attributes.findAll { it.logicalName == 'foundedyear' }", hasSize(0));
  }

  @Test
  void builtInAttributesStayAsTheyAre() {
    String product = tenant.admin().get(PATH + "product").asString();

    tenant
        .badAdmin()
        .body(product.replace("\"List Price\"", "\"Price\""))
        .put(PATH + "product")
        .then()
        .statusCode(422)
        .body("errors.code", contains("built-in-attribute-changed"));
    tenant
        .badAdmin()
        .body(trial(NAME).replace("trial", "product"))
        .put(PATH + "product")
        .then()
        .statusCode(422)
        .body("errors.code", hasItems("built-in-attribute-removed", "ownership-changed"));
    tenant
        .badAdmin()
        .delete(PATH + "product")
        .then()
        .statusCode(409)
        .body("code", equalTo("conflict"));
  }

  @Test
  void usersChangeNothing() {
    UUID user = UUID.randomUUID();

    for (String path : List.of(TRIAL, PATH + "account/offline")) {
      tenant
          .user(user)
          .body("{\"enabled\": true}")
          .put(path)
          .then()
          .statusCode(org.hamcrest.Matchers.oneOf(400, 403));
    }
    tenant.user(user).delete(TRIAL).then().statusCode(403);
  }

  private static String trial(String attributes) {
    return """
    {"logicalName": "trial", "displayName": "Trial", "ownership": "user", "custom": true,
     "primaryNameAttribute": "name", "attributes": [%s], "offline": {"enabled": true}}
    """
        .formatted(attributes);
  }
}
