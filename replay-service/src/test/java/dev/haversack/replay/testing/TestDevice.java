package dev.haversack.replay.testing;

import static io.restassured.RestAssured.given;

import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A device of a user: makes actions and uploads them. */
public final class TestDevice {

  /** An action as a device sends it; fields can be replaced and removed. */
  public static final class Action extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    /** Its id. */
    public UUID id() {
      return (UUID) get("actionId");
    }

    /** The same with one field replaced. */
    public Action with(String field, Object value) {
      Action copy = new Action();
      copy.putAll(this);
      copy.put(field, value);
      return copy;
    }
  }

  private final UUID organization;
  private final UUID user;
  private final UUID id = UUID.randomUUID();
  private long sequence;

  /** A new device of a new user of a new organization. */
  public TestDevice() {
    this(UUID.randomUUID(), UUID.randomUUID());
  }

  /** A new device of this user. */
  public TestDevice(UUID organization, UUID user) {
    this.organization = organization;
    this.user = user;
  }

  public UUID organization() {
    return organization;
  }

  public UUID user() {
    return user;
  }

  public UUID id() {
    return id;
  }

  /** The next action in sequence: makes a record. */
  public Action create(String entity, UUID record, Map<String, ?> attributes) {
    return action(entity, record, "create").with("attributes", attributes);
  }

  /** The next action in sequence: changes a record. */
  public Action update(String entity, UUID record, long baseVersion, Map<String, ?> attributes) {
    return action(entity, record, "update")
        .with("attributes", attributes)
        .with("baseVersion", baseVersion);
  }

  /** The next action in sequence: removes a record. */
  public Action delete(String entity, UUID record, long baseVersion) {
    return action(entity, record, "delete").with("baseVersion", baseVersion);
  }

  /** The next action in sequence: follows a record, or does not any more. */
  public Action follow(String entity, UUID record, boolean follow) {
    return action(entity, record, follow ? "follow" : "unfollow");
  }

  /** The next action in sequence: gives a command. */
  public Action command(String command, String entity, UUID record, Map<String, ?> parameters) {
    return action(entity, record, "command")
        .with("command", command)
        .with("attributes", parameters);
  }

  /** So many creates of tasks of their own. */
  public List<Action> creates(int count) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      actions.add(create("task", UUID.randomUUID(), Map.of("subject", "Task " + i)));
    }
    return actions;
  }

  /** A batch of these actions under a new id. */
  public Map<String, Object> batch(List<Action> actions) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("batchId", UUID.randomUUID());
    batch.put("actions", actions);
    return batch;
  }

  /** Uploads a good batch. */
  public Response upload(Action... actions) {
    return upload(batch(List.of(actions)), "wait=10", Contract.requestAndAnswer());
  }

  /** Uploads something. */
  public Response upload(Object body, String prefer, Filter contract) {
    RequestSpecification call = as(Tokens.user(organization, user)).filter(contract);
    if (prefer != null) {
      call.header("Prefer", prefer);
    }
    return call.contentType("application/json")
        .body(body)
        .post("/replay/v1/devices/{id}/batches", id);
  }

  /** Sends a failed action on, or gives it up, as conflict-service does. */
  public void resolve(UUID action, int attempt, boolean apply) {
    resolve(action, attempt, apply, Map.of());
  }

  /** The same, with further parts of the order; returns who gives it. */
  public UUID resolve(UUID action, int attempt, boolean apply, Map<String, Object> parts) {
    UUID resolver = UUID.randomUUID();
    Map<String, Object> order = new LinkedHashMap<>(parts);
    order.put("resolutionId", UUID.randomUUID());
    order.put("actionId", action);
    order.put("attempt", attempt);
    order.put("apply", apply);
    order.put("resolvedBy", resolver);
    as(Tokens.service())
        .filter(Contract.requestAndAnswer())
        .header("Haversack-Organization", organization)
        .contentType("application/json")
        .body(order)
        .post("/replay/v1/resolutions")
        .then()
        .statusCode(202);
    return resolver;
  }

  /** The next action in sequence: gives a record to another owner. */
  public Action assign(String entity, UUID record, long baseVersion, UUID owner) {
    return action(entity, record, "assign")
        .with("attributes", Map.of("ownerid", owner))
        .with("baseVersion", baseVersion);
  }

  /** The next action in sequence: ends a pair. */
  public Action disassociate(String entity, UUID pair, Map<String, ?> records) {
    return action(entity, pair, "disassociate").with("attributes", records);
  }

  /** The next action in sequence: makes a pair. */
  public Action associate(String entity, UUID pair, Map<String, ?> records) {
    return action(entity, pair, "associate").with("attributes", records);
  }

  /** What became of the device's actions: state by action id. */
  public Map<UUID, String> states() {
    Map<UUID, String> states = new LinkedHashMap<>();
    List<Map<String, Object>> actions = get("/actions?limit=1000").path("actions");
    actions.forEach(
        a -> states.put(UUID.fromString((String) a.get("actionId")), (String) a.get("state")));
    return states;
  }

  /** Whether nothing is queued any more. */
  public boolean isQuiet() {
    return !states().containsValue("queued");
  }

  /** Asks for something of the device. */
  public Response get(String path) {
    return as(Tokens.user(organization, user))
        .filter(Contract.requestAndAnswer())
        .get("/replay/v1/devices/" + id + path);
  }

  /** A call with this token. */
  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }

  private Action action(String entity, UUID record, String operation) {
    Action action = new Action();
    action.put("actionId", UUID.randomUUID());
    action.put("sequence", ++sequence);
    action.put("entity", entity);
    action.put("recordId", record);
    action.put("operation", operation);
    return action;
  }
}
