package dev.haversack.dataset.records;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.testing.Blocker;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that others are in the way of. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ConfigurationGateTest extends RecordsFixture {

  @Inject DataSource database;
  @Inject ConfigurationGate gate;
  @Inject RecordStore store;

  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    others.close();
  }

  @Test
  void aWriteThatWaitsTooLongIsToldToComeAgain() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    try (Blocker other = new Blocker(database).lock(org.id, id)) {
      calls
          .as(org.anna)
          .contentType("application/json")
          .body(Map.of("attributes", Map.of("name", "Acme Ltd")))
          .patch("/dataset/v1/records/account/" + id)
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", notNullValue())
          .body("code", equalTo("not-ready"));
    }
    calls.get(org.anna, "account", id).then().body("attributes.name", equalTo("Acme"));
  }

  @Test
  void aWriteThatTheDatabaseEndsBecauseOfACircleIsTriedAgain() throws Exception {
    var first = new RecordKey("account", new UUID(0, 1));
    var second = new RecordKey("account", new UUID(0, 2));
    for (RecordKey key : List.of(first, second)) {
      calls
          .as(org.anna)
          .contentType("application/json")
          .body(Map.of("id", key.id(), "attributes", Map.of("name", "Acme")))
          .post("/dataset/v1/records/account");
    }
    var attempts = new AtomicInteger();
    try (Blocker other = new Blocker(database).lock(org.id, second.id())) {
      // So that the write is ended and not this one.
      other.execute("SET LOCAL deadlock_timeout = '60s'");
      Future<Integer> write =
          others.submit(() ->
              gate.write(
                  org.id,
                  organization -> {
                    attempts.incrementAndGet();
                    return store.lock(org.id, List.of(first, second)).size();
                  }));
      other.awaitWaiting();

      other.lock(org.id, first.id());
      other.rollback();

      assertEquals(2, write.get());
    }
    assertEquals(2, attempts.get());
  }

  @Test
  void aWriteGetsOnWhileTheDirectoryComesInPageByPage() throws Exception {
    var attempts = new AtomicInteger();
    Future<?>[] page = new Future<?>[1];

    int taken =
        gate.write(
            org.id,
            organization -> {
              int attempt = attempts.incrementAndGet();
              page[0] = others.submit(() -> configuration.apply(org.id, org.page()));
              if (attempt < 5) {
                join(page[0]);
              }
              return attempt;
            });

    assertEquals(5, taken);
    join(page[0]);
  }

  /**
   * At first a write is decided by what is known; refused by that it is only if nothing is newer.
   */
  @Test
  void whatAnOutdatedConfigurationRefusesIsDecidedAnew() {
    var attempts = new AtomicInteger();
    // Somebody else may have asked for the new one in between, and so made it known.
    for (int i = 0; attempts.get() < 2 && i < 100; i++) {
      attempts.set(0);
      long before = gate.write(org.id, OrganizationModel::revision);
      configuration.apply(org.id, org.page());

      long decidedBy = gate.write(org.id, newerThan(before, attempts));

      assertTrue(decidedBy > before);
    }
    assertEquals(2, attempts.get());
  }

  private static Function<OrganizationModel, Long> newerThan(
      long revision, AtomicInteger attempts) {
    return organization -> {
      attempts.incrementAndGet();
      if (organization.revision() == revision) {
        throw ProblemException.of(ProblemCode.FORBIDDEN, "Not by this configuration.");
      }
      return organization.revision();
    };
  }

  @Test
  void whatThePresentConfigurationRefusesIsRefusedOnce() {
    var attempts = new AtomicInteger();

    assertThrows(
        ProblemException.class,
        () ->
            gate.write(
                org.id,
                organization -> {
                  attempts.incrementAndGet();
                  throw ProblemException.of(ProblemCode.FORBIDDEN, "Never.");
                }));

    assertEquals(1, attempts.get());
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
