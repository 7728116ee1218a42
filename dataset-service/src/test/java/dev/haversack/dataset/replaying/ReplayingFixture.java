package dev.haversack.dataset.replaying;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.BuiltIn;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
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

/** An organization, and what replay-service sends about it. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
abstract class ReplayingFixture {

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  final UUID device = UUID.randomUUID();
  TestOrganization org;
  RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  /** Has these entities as they are built in. */
  void builtIn(String... names) {
    org.entities.removeIf(entity -> List.of(names).contains(entity.logicalName()));
    org.entities.addAll(BuiltIn.entities(names));
    configuration.apply(org.id, org.page());
  }

  /** Gives Anna one role, with these privileges. */
  void role(Privilege... privileges) {
    UUID role = UUID.randomUUID();
    org.roles.add(TestOrganization.role(role, PrivilegeInheritance.DIRECT_USER, privileges));
    org.setRoles(org.anna, role);
    configuration.apply(org.id, org.page());
  }

  /** Settles conflicts of opportunities so. */
  void policies(
      ConflictDetection detection, ConflictPolicy policy, Map<String, AttributePolicy> attributes) {
    org.entities.replaceAll(entity ->
        entity.logicalName().equals("opportunity")
            ? new EntityMetadata(
                entity.logicalName(),
                entity.displayName(),
                entity.custom(),
                entity.ownership(),
                entity.primaryNameAttribute(),
                entity.directory(),
                entity.attributes(),
                new OfflineSettings(
                    true, entity.offline().organizationFilter(), detection, policy, attributes))
            : entity);
    configuration.apply(org.id, org.page());
  }

  ValidatableResponse apply(Object... actions) {
    return apply(device, org.anna, actions);
  }

  ValidatableResponse apply(UUID deviceId, UUID userId, Object... actions) {
    return send(request(deviceId, userId, actions)).then().statusCode(200);
  }

  Response send(Map<String, Object> request) {
    return calls
        .service()
        .contentType("application/json")
        .body(request)
        .post("/dataset/v1/actions");
  }

  /** A record as Anna sees it. */
  ValidatableResponse record(String entity, UUID id) {
    return calls.get(org.anna, entity, id).then().statusCode(200);
  }

  static Map<String, Object> request(UUID deviceId, UUID userId, Object... actions) {
    return map(
        "deviceId", deviceId.toString(), "userId", userId.toString(), "actions", List.of(actions));
  }

  static Map<String, Object> create(String entity, UUID id, Object... attributes) {
    return action("create", entity, id, "attributes", map(attributes));
  }

  static Map<String, Object> update(String entity, UUID id, Long base, Object... attributes) {
    Map<String, Object> action = action("update", entity, id, "attributes", map(attributes));
    if (base != null) {
      action.put("baseVersion", base);
    }
    return action;
  }

  static Map<String, Object> delete(String entity, UUID id, Long base) {
    Map<String, Object> action = action("delete", entity, id);
    if (base != null) {
      action.put("baseVersion", base);
    }
    return action;
  }

  /** A command on a record as it is now. */
  Map<String, Object> command(String command, String entity, UUID id, Object... parameters) {
    return onPresent(
        action("command", entity, id, "command", command, "attributes", map(parameters)));
  }

  /** The action, building on its record as Anna sees it now; on nothing where there is none. */
  Map<String, Object> onPresent(Map<String, Object> action) {
    Response present =
        calls.get(
            org.anna,
            (String) action.get("entity"),
            UUID.fromString((String) action.get("recordId")));
    if (present.statusCode() == 200) {
      action.put("baseVersion", present.jsonPath().getLong("version"));
    }
    return action;
  }

  static Map<String, Object> action(String operation, String entity, UUID id, Object... more) {
    Map<String, Object> action =
        map(
            "actionId",
            UUID.randomUUID().toString(),
            "attempt",
            1,
            "entity",
            entity,
            "recordId",
            id.toString(),
            "operation",
            operation);
    action.putAll(map(more));
    return action;
  }

  static <T> List<T> together(int times, Callable<T> call) throws Exception {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      calls.add(call);
    }
    return together(calls);
  }

  static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      assertTrue(results.size() == calls.size());
      return results;
    }
  }

  long count(String sql) {
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
