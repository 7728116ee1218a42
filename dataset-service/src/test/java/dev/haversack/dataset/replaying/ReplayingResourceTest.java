package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ReplayingResourceTest {

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  private final UUID device = UUID.randomUUID();
  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @Test
  void actionsOfAQueueBuildOnEachOther() {
    UUID id = UUID.randomUUID();
    UUID account = UUID.randomUUID();
    apply(
            create("account", account, "name", "Acme"),
            create("opportunity", id, "name", "Tents", "accountid", account.toString()),
            update("opportunity", id, null, "estimatedvalue", 5),
            update("opportunity", id, null, "estimatedvalue", 6),
            delete("account", account, null))
        .body("results.outcome", contains("applied", "applied", "applied", "applied", "applied"))
        .body("results[4].version", nullValue());
    calls.get(org.anna, "opportunity", id).then().body("attributes.estimatedvalue", equalTo(6));
    calls.get(org.anna, "account", account).then().statusCode(404);
    assertEquals(
        2, count("SELECT count(*) FROM record_history WHERE org_id = ? AND operation = 'update'"));
  }

  @Test
  void aGroupThatIsSentAgainHasNoFurtherEffect() {
    UUID id = UUID.randomUUID();
    Object[] actions = {
      create("opportunity", id, "name", "Tents"),
      update("opportunity", id, null, "estimatedvalue", 5)
    };
    String first = apply(actions).extract().asString();
    calls.change(org.anna, "opportunity", id, "estimatedvalue", 9);
    assertEquals(first, apply(actions).extract().asString());
    calls.get(org.anna, "opportunity", id).then().body("attributes.estimatedvalue", equalTo(9));
  }

  @Test
  void aGroupThatIsSentTwiceAtOnceTakesEffectOnce() throws Exception {
    UUID id = UUID.randomUUID();
    Object[] actions = {
      create("opportunity", id, "name", "Tents"),
      update("opportunity", id, null, "estimatedvalue", 5)
    };
    List<String> answers = together(4, () -> apply(actions).extract().asString());
    assertEquals(1, answers.stream().distinct().count());
    assertEquals(1, count("SELECT count(*) FROM record_history WHERE org_id = ?"));
    assertEquals(2, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));
  }

  @Test
  void crosswiseGroupsOfManyDevicesDoNotStandStill() throws Exception {
    UUID one = calls.create(org.eve, "draft", "name", "One");
    UUID two = calls.create(org.eve, "draft", "name", "Two");
    List<Callable<Integer>> groups = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      UUID first = i % 2 == 0 ? one : two;
      UUID second = i % 2 == 0 ? two : one;
      String text = "By " + i;
      groups.add(() ->
          apply(
                  UUID.randomUUID(),
                  org.eve,
                  update("draft", first, 0L, "description", text),
                  update("draft", second, 0L, "description", text))
              .extract()
              .statusCode());
    }
    for (int status : together(groups)) {
      assertEquals(200, status);
    }
    assertEquals(16, count("SELECT count(*) FROM record_history WHERE org_id = ?"));
  }

  @Test
  void disjointChangesMergeAndTheSameAttributeConflicts() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", id);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    apply(update("opportunity", id, base, "description", "Mine"))
        .body("results[0].outcome", equalTo("merged"));
    long now = calls.version(org.anna, "opportunity", id);
    apply(update("opportunity", id, base, "estimatedvalue", 3, "name", "Stoves"))
        .body("results[0].outcome", equalTo("failed"))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.publishedCode", equalTo("0x80060882"))
        .body("results[0].failure.base.estimatedvalue", equalTo(1))
        .body("results[0].failure.base.name", equalTo("Tents"))
        .body("results[0].failure.theirs.estimatedvalue", equalTo(2))
        .body("results[0].failure.theirsVersion", equalTo((int) now))
        .body("results[0].failure.conflicting", contains("estimatedvalue"));
    calls.get(org.anna, "opportunity", id).then().body("attributes.name", equalTo("Tents"));
  }

  @Test
  void baseValuesTellWhatTheDeviceSaw() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    Map<String, Object> action = update("opportunity", id, 0L, "estimatedvalue", 3);
    action.put("baseValues", map("estimatedvalue", 2.0));
    apply(action).body("results[0].outcome", equalTo("merged"));
  }

  @Test
  void anotherEditOfTheSameQueueBuildsOnTheOneBefore() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", id);
    long first =
        apply(update("opportunity", id, base, "estimatedvalue", 2))
            .extract()
            .jsonPath()
            .getLong("results[0].version");
    Map<String, Object> second = update("opportunity", id, base, "estimatedvalue", 3);
    second.put("precedingVersion", first);
    apply(second).body("results[0].outcome", equalTo("applied"));
  }

  @Test
  void aResolutionOverwritesWhatItsAuthorSawAndNothingNewer() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long seen = calls.change(org.eve, "opportunity", id, "estimatedvalue", 2);
    Map<String, Object> action = update("opportunity", id, seen, "estimatedvalue", 3);
    action.put("overwrite", true);
    calls.change(org.eve, "opportunity", id, "estimatedvalue", 5);
    apply(action).body("results[0].failure.type", equalTo("conflict"));
    action.put("baseVersion", calls.version(org.eve, "opportunity", id));
    calls.change(org.eve, "opportunity", id, "description", "Newer");
    apply(action).body("results[0].outcome", equalTo("merged"));
  }

  @Test
  void recordModeConflictsOnAnyChangeAndModeOffOnNone() {
    UUID ticket = calls.create(org.anna, "ticket", "name", "T", "description", "Base");
    UUID draft = calls.create(org.anna, "draft", "name", "D", "description", "Base");
    long ticketBase = calls.version(org.anna, "ticket", ticket);
    long draftBase = calls.version(org.anna, "draft", draft);
    calls.change(org.eve, "ticket", ticket, "name", "Theirs");
    calls.change(org.eve, "draft", draft, "description", "Theirs");
    apply(
            update("draft", draft, draftBase, "description", "Mine"),
            update("ticket", ticket, ticketBase, "description", "Mine"))
        .body("results.outcome", contains("applied", "failed"))
        .body("results[1].failure.type", equalTo("conflict"));
    assertEquals(
        1,
        count(
            "SELECT count(*) FROM record_history WHERE org_id = ? AND before ->> 'description' = 'Theirs'"));
  }

  @Test
  void deletesOfChangedRecordsConflictAndOfAbsentOnesFindNothing() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    long base = calls.version(org.anna, "opportunity", id);
    calls.change(org.eve, "opportunity", id, "name", "Theirs");
    apply(delete("opportunity", id, base))
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("name"));
    calls.as(org.eve).delete(path("opportunity") + "/" + id).then().statusCode(204);
    apply(delete("opportunity", id, base))
        .body("results[0].failure.type", equalTo("record-not-found"))
        .body("results[0].failure.publishedCode", equalTo("0x80040217"));
    apply(update("opportunity", id, base, "name", "X"))
        .body("results[0].failure.type", equalTo("record-not-found"));
  }

  @Test
  void aTakenIdIsSaidAndForeignContentIsNot() {
    UUID foreign = calls.create(org.moses, "opportunity", "name", "Secret");
    apply(create("opportunity", foreign, "name", "Mine"))
        .body("results[0].failure.type", equalTo("record-already-exists"))
        .body("results[0].failure.publishedCode", equalTo("0x80040237"))
        .body("results[0].failure.theirs", nullValue());
    UUID own = calls.create(org.anna, "opportunity", "name", "Own");
    apply(create("opportunity", own, "name", "Mine"))
        .body("results[0].failure.theirs.name", equalTo("Own"));
  }

  @Test
  void theRightsAtReplayTimeCount() {
    UUID id = calls.create(org.anna, "opportunity", "name", "Tents");
    UUID reader = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            reader, PrivilegeInheritance.DIRECT_USER, TestOrganization.read("*", Depth.USER)));
    org.setRoles(org.anna, reader);
    configuration.apply(org.id, org.page());
    for (Object action :
        List.of(
            update("opportunity", id, 0L, "name", "X"),
            delete("opportunity", id, 0L),
            create("opportunity", UUID.randomUUID(), "name", "X"))) {
      apply(action)
          .body("results[0].failure.type", equalTo("other"))
          .body("results[0].failure.code", equalTo("privilege-denied"));
    }
    calls.change(org.eve, "opportunity", id, "ownerid", org.carla.toString());
    apply(update("opportunity", id, 0L, "name", "X"))
        .body("results[0].failure.code", equalTo("privilege-denied"))
        .body("results[0].failure.theirs", nullValue());
  }

  @Test
  void theFirstFailureEndsTheGroupAndKeepsWhatCameBefore() {
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    apply(
            create("opportunity", first, "name", "Kept"),
            create("opportunity", UUID.randomUUID(), "nonsense", 1),
            create("opportunity", last, "name", "Not tried"))
        .body("results.outcome", contains("applied", "failed"))
        .body("results[1].failure.type", equalTo("other"))
        .body(
            "results[1].failure.errors.field", contains("attributes.nonsense", "attributes.name"));
    calls.get(org.anna, "opportunity", first).then().statusCode(200);
    calls.get(org.anna, "opportunity", last).then().statusCode(404);
  }

  @Test
  void missingReferencesAndUnknownEntitiesAreOther() {
    apply(
            create(
                "opportunity",
                UUID.randomUUID(),
                "name",
                "X",
                "accountid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.type", equalTo("other"))
        .body("results[0].failure.code", equalTo("unknown-reference"));
    apply(create("nonsense", UUID.randomUUID(), "name", "X"))
        .body("results[0].failure.code", equalTo("unknown-entity"));
    apply(create("team", UUID.randomUUID(), "name", "X"))
        .body("results[0].failure.code", equalTo("read-only-entity"));
  }

  @Test
  void onlyServicesMayApplyAndBadRequestsAreNamed() {
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(request(device, org.anna, create("opportunity", UUID.randomUUID(), "name", "X")))
        .post("/dataset/v1/actions")
        .then()
        .statusCode(403);
    calls
        .service()
        .noFilters()
        .filter(Contract.answer())
        .contentType("application/json")
        .body("{\"deviceId\":\"" + device + "\",\"userId\":\"" + org.anna + "\",\"actions\":[]}")
        .post("/dataset/v1/actions")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }

  private ValidatableResponse apply(Object... actions) {
    return apply(device, org.anna, actions);
  }

  private ValidatableResponse apply(UUID deviceId, UUID userId, Object... actions) {
    Response answer =
        calls
            .service()
            .contentType("application/json")
            .body(request(deviceId, userId, actions))
            .post("/dataset/v1/actions");
    return answer.then().statusCode(200);
  }

  private static Map<String, Object> request(UUID deviceId, UUID userId, Object... actions) {
    return map(
        "deviceId", deviceId.toString(), "userId", userId.toString(), "actions", List.of(actions));
  }

  private static Map<String, Object> create(String entity, UUID id, Object... attributes) {
    return action("create", entity, id, "attributes", map(attributes));
  }

  private static Map<String, Object> update(
      String entity, UUID id, Long base, Object... attributes) {
    Map<String, Object> action = action("update", entity, id, "attributes", map(attributes));
    if (base != null) {
      action.put("baseVersion", base);
    }
    return action;
  }

  private static Map<String, Object> delete(String entity, UUID id, Long base) {
    Map<String, Object> action = action("delete", entity, id);
    if (base != null) {
      action.put("baseVersion", base);
    }
    return action;
  }

  private static Map<String, Object> action(
      String operation, String entity, UUID id, Object... more) {
    Map<String, Object> action =
        map(
            "actionId",
            UUID.randomUUID().toString(),
            "entity",
            entity,
            "recordId",
            id.toString(),
            "operation",
            operation);
    action.putAll(map(more));
    return action;
  }

  private static <T> List<T> together(int times, Callable<T> call) throws Exception {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      calls.add(call);
    }
    return together(calls);
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      assertTrue(results.size() == calls.size());
      return results;
    }
  }

  private long count(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, org.id);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
