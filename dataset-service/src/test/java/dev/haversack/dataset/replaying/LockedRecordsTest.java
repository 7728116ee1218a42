package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.dataset.testing.Blocker;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody keeps a record that a group needs. */
@QuarkusTest
class LockedRecordsTest extends ReplayingFixture {

  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    others.close();
  }

  @Test
  void aGroupThatWaitsTooLongAppliesNothingAndAllOfItNextTime() throws Exception {
    UUID kept = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", kept);
    UUID made = UUID.randomUUID();
    Map<String, Object> group =
        request(
            device,
            org.anna,
            create("opportunity", made, "name", "Stoves"),
            update("opportunity", kept, base, "estimatedvalue", 2));

    try (Blocker other = new Blocker(database).lock(org.id, kept)) {
      send(group)
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", notNullValue())
          .body("code", equalTo("not-ready"));
    }
    calls.get(org.anna, "opportunity", made).then().statusCode(404);
    calls.get(org.anna, "opportunity", kept).then().body("attributes.estimatedvalue", equalTo(1));
    assertEquals(0, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));

    send(group).then().statusCode(200).body("results.outcome", contains("applied", "applied"));
    calls.get(org.anna, "opportunity", kept).then().body("attributes.estimatedvalue", equalTo(2));
  }

  /** Who had to wait for a record gets a version that is newer than what he waited for. */
  @Test
  void versionsRiseAlsoForWhoHadToWait() throws Exception {
    UUID kept = calls.create(org.anna, "account", "name", "Acme");
    Map<String, Object> change =
        update("account", kept, calls.version(org.anna, "account", kept), "name", "Acme 2");
    String touch =
        "UPDATE record SET version = nextval('record_version') WHERE org_id = ? AND record_id = ?";
    try (Blocker other = new Blocker(database).execute(touch, org.id, kept)) {
      Future<Response> answer = others.submit(() -> send(request(device, org.anna, change)));
      other.awaitWaiting();

      other.execute(touch, org.id, kept).commit();

      answer.get().then().statusCode(200).body("results.outcome", contains("merged"));
    }
    String risen =
        "SELECT count(*) FROM record_history WHERE org_id = ? AND record_id = ? AND version > previous_version";
    assertEquals(1, Blocker.number(database, risen, org.id, kept));
  }

  /** The feed writes those, and must not wait for a group, nor a group for it. */
  @Test
  void recordsOfTheDirectoryAreNotWaitedFor() throws Exception {
    try (Blocker other = new Blocker(database).lock(org.id, org.anna)) {
      apply(update("systemuser", org.anna, 0L, "fullname", "Ann"))
          .body("results[0].failure.code", equalTo("read-only-entity"));
    }
  }

  @Test
  void aGroupOfWhichAnotherDevicesActionIsDecidedMeanwhileHasNoEffect() throws Exception {
    UUID made = UUID.randomUUID();
    Map<String, Object> first = create("opportunity", made, "name", "Stoves");
    Map<String, Object> second = create("opportunity", UUID.randomUUID(), "name", "Tents");
    try (Blocker other = new Blocker(database)) {
      other.execute(
          """
          INSERT INTO applied_action (org_id, action_id, device_id, attempt, result, decided_at)
          VALUES (?, ?::uuid, ?, 1, '{"outcome": "applied"}', now())
          """,
          org.id,
          second.get("actionId"),
          UUID.randomUUID());
      Future<Response> answer = others.submit(() -> send(request(device, org.anna, first, second)));
      other.awaitWaiting();

      other.commit();

      answer.get().then().statusCode(503).body("code", equalTo("not-ready"));
    }
    calls.get(org.anna, "opportunity", made).then().statusCode(404);
    assertEquals(1, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));
  }

  /** A failure is kept for good, and must not be one of yesterday's configuration. */
  @Test
  void whatTheConfigurationAllowsMeanwhileIsNotRefused() throws Exception {
    UUID kept = calls.create(org.anna, "account", "name", "Acme");
    long base = calls.version(org.anna, "account", kept);
    Privilege[] mayRead = {TestOrganization.read("*", Depth.ORGANIZATION)};
    Role selling = org.roles.getFirst();
    org.roles.set(0, TestOrganization.role(org.seller, PrivilegeInheritance.DIRECT_USER, mayRead));
    configuration.apply(org.id, org.page());
    try (Blocker other = new Blocker(database).lock(org.id, kept)) {
      Future<Response> answer =
          others.submit(() ->
              send(request(device, org.anna, update("account", kept, base, "name", "Acme Ltd"))));
      other.awaitWaiting();
      org.roles.set(0, selling);
      configuration.apply(org.id, org.page());

      other.rollback();

      answer.get().then().body("results.outcome", contains("applied"));
    }
  }
}
