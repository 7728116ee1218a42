package dev.haversack.dataset.records;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 7.6 of the facts: the revenue of accounts is secured. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class SecuredAttributesTest {

  @Inject ConfigurationStore configuration;

  private TestOrganization org;
  private RecordCalls calls;
  private UUID account;

  @BeforeEach
  void revenueIsSecured() {
    org = new TestOrganization();
    org.entities.replaceAll(SecuredAttributesTest::secured);
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
    account = calls.create(org.anna, "account", "name", "Alpine");
    adminSets(1000);
  }

  @Test
  void onlyAdministratorsSeeIt() {
    calls
        .admin()
        .get(path("account") + "/" + account)
        .then()
        .body("attributes.revenue", equalTo(1000));
    calls
        .get(org.anna, "account", account)
        .then()
        .statusCode(200)
        .body("attributes", not(hasKey("revenue")));
    query("{\"limit\": 10}").body("items[0].attributes", not(hasKey("revenue")));
  }

  @Test
  void usersCannotSetIt() {
    calls
        .badAs(org.anna)
        .contentType("application/json")
        .body(Map.of("attributes", map("name", "New", "revenue", 1)))
        .patch(path("account") + "/" + account)
        .then()
        .statusCode(422)
        .body("errors.field", contains("attributes.revenue"))
        .body("errors.code", contains("secured-attribute"));
    calls
        .badAs(org.anna)
        .contentType("application/json")
        .body(Map.of("attributes", map("name", "New", "revenue", 1)))
        .post(path("account"))
        .then()
        .statusCode(422)
        .body("errors.code", contains("secured-attribute"));
    calls.get(org.anna, "account", account).then().body("attributes.name", equalTo("Alpine"));
  }

  @Test
  void changeOfAnotherAttributeKeepsIt() {
    calls.change(org.anna, "account", account, "name", "Base camp");

    calls
        .admin()
        .get(path("account") + "/" + account)
        .then()
        .body("attributes.revenue", equalTo(1000));
  }

  @Test
  void usersCannotFindOutByComparingOrOrdering() {
    for (String query :
        List.of(
            "{\"filter\": {\"attribute\": \"revenue\", \"operator\": \"gt\", \"value\": 1}}",
            "{\"filter\": {\"attribute\": \"name\", \"operator\": \"eq\", \"valueOf\": \"revenue\"}}",
            "{\"orderBy\": [{\"attribute\": \"revenue\"}]}",
            "{\"columns\": [\"revenue\"]}")) {
      calls
          .badAs(org.anna)
          .contentType("application/json")
          .body(query)
          .post(path("account") + "/query")
          .then()
          .statusCode(422);
    }
  }

  @Test
  void whatDevicesSendForItIsRefusedAndAConflictDoesNotShowIt() {
    long version = calls.version(org.anna, "account", account);
    apply("update", map("revenue", 5), version)
        .body("results[0].failure.code", equalTo("secured-attribute"))
        .body("results[0].failure.errors.code", contains("secured-attribute"));
    apply("create", map("name", "X", "revenue", 5), null)
        .body("results[0].outcome", equalTo("failed"));

    calls.change(org.anna, "account", account, "name", "Changed");
    adminSets(2000);
    apply("update", map("name", "Mine"), version)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.theirs.name", equalTo("Changed"))
        .body("results[0].failure.theirs.revenue", nullValue())
        .body("results[0].failure.base.revenue", nullValue());
  }

  @Test
  void whateverDevicesGuessTheAnswerIsTheSame() {
    long version = calls.version(org.anna, "account", account);
    adminSets(2000);
    calls.change(org.anna, "account", account, "name", "Changed");
    for (ConflictDetection detection : ConflictDetection.values()) {
      org.entities.replaceAll(entity -> detecting(detection, entity));
      configuration.apply(org.id, org.page());
      for (int guess : List.of(1000, 2000, 3000)) {
        apply("update", map("revenue", guess), version)
            .body("results[0].failure.errors.code", contains("secured-attribute"));
        apply("update", map("revenue", guess, "name", "Mine"), version)
            .body("results[0].failure.code", equalTo("secured-attribute"))
            .body("results[0].failure.base", nullValue())
            .body(
                "results[0].failure.errors.field",
                detection == ConflictDetection.OFF
                    ? contains("attributes.revenue")
                    : contains("attributes.revenue", "attributes.name"));
      }
    }
  }

  private static EntityMetadata detecting(ConflictDetection detection, EntityMetadata entity) {
    return with(
        entity,
        entity.attributes(),
        new OfflineSettings(true, entity.offline().organizationFilter(), detection));
  }

  private io.restassured.response.ValidatableResponse apply(
      String operation, Map<String, Object> attributes, Long base) {
    Map<String, Object> action =
        map(
            "actionId",
            UUID.randomUUID(),
            "attempt",
            1,
            "entity",
            "account",
            "recordId",
            operation.equals("create") ? UUID.randomUUID() : account,
            "operation",
            operation,
            "attributes",
            attributes);
    if (base != null) {
      action.put("baseVersion", base);
    }
    return calls
        .service()
        .contentType("application/json")
        .body(map("deviceId", UUID.randomUUID(), "userId", org.anna, "actions", List.of(action)))
        .post("/dataset/v1/actions")
        .then()
        .statusCode(200);
  }

  private io.restassured.response.ValidatableResponse query(String query) {
    return calls
        .as(org.anna)
        .contentType("application/json")
        .body(query)
        .post(path("account") + "/query")
        .then()
        .statusCode(200);
  }

  private void adminSets(int revenue) {
    calls
        .admin()
        .contentType("application/json")
        .body(Map.of("attributes", map("revenue", revenue)))
        .patch(path("account") + "/" + account)
        .then()
        .statusCode(200);
  }

  private static EntityMetadata secured(EntityMetadata entity) {
    List<Attribute> attributes =
        entity.attributes().stream()
            .map(a -> a.logicalName().equals("revenue") ? a.withSecured(true) : a)
            .toList();
    return with(entity, attributes, entity.offline());
  }

  private static EntityMetadata with(
      EntityMetadata entity, List<Attribute> attributes, OfflineSettings offline) {
    return new EntityMetadata(
        entity.logicalName(),
        entity.displayName(),
        entity.custom(),
        entity.ownership(),
        entity.primaryNameAttribute(),
        entity.directory(),
        attributes,
        offline);
  }
}
