package dev.haversack.dataset.directory;

import static dev.haversack.dataset.testing.Blocker.LONG;
import static dev.haversack.dataset.testing.Blocker.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.testing.Blocker;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna moves to another business unit while somebody writes records of hers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class OwnerMovesTest {

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;
  @Inject OwnerMoves moves;
  @Inject ConfigurationGate gate;

  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final UUID inTheWay = UUID.randomUUID();
  private TestOrganization org;
  private RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  @AfterEach
  void end() {
    others.close();
  }

  @Test
  void aRecordThatIsMadeMeanwhileComesAlong() throws Exception {
    try (Blocker other = insertInTheWay()) {
      Future<?> write = others.submit(() -> create(inTheWay));
      other.awaitWaiting();

      assertTimeoutPreemptively(LONG, this::moveAnna);

      assertFalse(write.isDone());
      other.rollback();
      write.get();
    }
    assertEquals(org.coast, unitOf(inTheWay));
  }

  @Test
  void anImportDoesNotHoldTheConfigurationUpAndComesAlong() throws Exception {
    UUID known = calls.create(org.anna, "account", "name", "Known");
    String body =
        line(known)
            + IntStream.range(0, 1_500)
                .mapToObj(i -> line(UUID.randomUUID()))
                .collect(Collectors.joining())
            + line(inTheWay);
    try (Blocker other = insertInTheWay()) {
      Future<?> imported = others.submit(() -> importUpsert(body));
      other.awaitWaiting();

      assertTimeoutPreemptively(LONG, this::moveAnna);

      assertFalse(imported.isDone());
      other.rollback();
      imported.get();
    }
    await(() -> owned() == 1_502 && outOfPlace() == 0);
  }

  @Test
  void anImportWaitsForNoRecordThatAnotherHasAtItsEnd() throws Exception {
    UUID known = calls.create(org.anna, "account", "name", "Known");
    try (Blocker another = new Blocker(database).lock(org.id, known)) {
      try (Blocker other = insertInTheWay()) {
        Future<?> imported = others.submit(() -> importUpsert(line(inTheWay)));
        other.awaitWaiting();
        moveAnna();

        other.rollback();

        imported.get(LONG.toSeconds(), TimeUnit.SECONDS);
      }
      await(() -> org.coast.equals(unitOf(inTheWay)));
      assertEquals(org.west, unitOf(known));
    }
    await(() -> org.coast.equals(unitOf(known)));
  }

  /** The owner is noted already, and what the import wrote cannot be seen yet. */
  @Test
  void anImportThatEndsWhileTheOthersFollowIsNotForgotten() throws Exception {
    UUID known = calls.create(org.anna, "account", "name", "Known");
    Blocker other = new Blocker(database).lock(org.id, known);
    moveAnna();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          gate.pass(org.id);
          insertOutOfPlace();
          moves.settle(org.id, "account");
          release(other);
          QuarkusTransaction.requiringNew()
              .run(() -> {
                gate.pass(org.id);
                moves.follow(org.id);
              });
        });
    await(() -> outOfPlace() == 0);
    assertEquals(2, owned());
  }

  @Test
  void aRecordThatIsLockedMeanwhileFollows() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    try (Blocker other = new Blocker(database).lock(org.id, id)) {
      assertTimeoutPreemptively(LONG, this::moveAnna);
    }
    await(() -> org.coast.equals(unitOf(id)));
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.owningbusinessunit", equalTo(org.coast.toString()));
  }

  @Test
  void whoOwnsManyRecordsTakesThemAlongInParts() throws Exception {
    try (Blocker other = new Blocker(database)) {
      other.execute(
          """
          INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
          SELECT ?, 'account', gen_random_uuid(), 0, ?, ?, '{}' FROM generate_series(1, 11000)
          """,
          org.id,
          org.anna,
          org.west);
      other.commit();
    }

    moveAnna();

    await(() -> outOfPlace() == 0);
    assertEquals(3, number("SELECT count(DISTINCT xmin::text) FROM record WHERE owner_id = ?"));
    assertEquals(11_000, number("SELECT count(*) FROM record_history WHERE changed_by = ?"));
    await(() -> number("SELECT count(*) FROM owner_move WHERE owner_id = ?") == 0);
  }

  private void moveAnna() {
    org.users.replaceAll(u ->
        u.id().equals(org.anna)
            ? TestOrganization.user(org.anna, "anna", org.coast, true, org.seller)
            : u);
    configuration.apply(org.id, org.page());
  }

  private void create(UUID id) {
    calls
        .as(org.anna)
        .contentType("application/json")
        .body(Map.of("id", id, "attributes", Map.of("name", "Acme")))
        .post(RecordCalls.path("account"))
        .then()
        .statusCode(201);
  }

  private void importUpsert(String body) {
    calls
        .admin()
        .contentType("application/x-ndjson")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(RecordCalls.path("account") + "/import?mode=upsert")
        .then()
        .statusCode(200);
  }

  private String line(UUID id) {
    return "{\"id\":\"%s\",\"attributes\":{\"name\":\"Acme\",\"ownerid\":\"%s\"}}\n"
        .formatted(id, org.anna);
  }

  /** Whoever writes a record of this id waits until it is rolled back. */
  private Blocker insertInTheWay() throws SQLException {
    return new Blocker(database)
        .execute(
            "INSERT INTO record (org_id, entity, record_id, version, attributes) VALUES (?, 'account', ?, 0, '{}')",
            org.id,
            inTheWay);
  }

  private void insertOutOfPlace() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
                VALUES (?, 'account', ?, 0, ?, ?, '{}')
                """)) {
      statement.setObject(1, org.id);
      statement.setObject(2, inTheWay);
      statement.setObject(3, org.anna);
      statement.setObject(4, org.west);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not in the thread of the test's own transaction, which would take the connection in. */
  private void release(Blocker blocker) {
    try {
      others
          .submit(() -> {
            blocker.close();
            return true;
          })
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID unitOf(UUID id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT business_unit_id FROM record WHERE org_id = ? AND record_id = ?")) {
      statement.setObject(1, org.id);
      statement.setObject(2, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }

  private long owned() throws SQLException {
    return number("SELECT count(*) FROM record WHERE owner_id = ?");
  }

  private long outOfPlace() throws SQLException {
    return number(
        "SELECT count(*) FROM record WHERE owner_id = ? AND business_unit_id <> '%s'"
            .formatted(org.coast));
  }

  /** Of what is Anna's. */
  private long number(String sql) throws SQLException {
    return Blocker.number(database, sql, org.anna);
  }
}
