package dev.haversack.dataset.directory;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String WAITS_FOR_A_ROW =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event IN ('transactionid', 'tuple')";
  private static final String WAITS_AT_THE_GATE =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND query LIKE '%haversack.configuration/%'";

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

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
    try (Connection blocker = insertInTheWay()) {
      Future<?> write = others.submit(() -> create(inTheWay));
      await(() -> count(WAITS_FOR_A_ROW) > 0);

      Future<?> move = others.submit(this::moveAnna);
      await(() -> move.isDone() || count(WAITS_AT_THE_GATE) > 0);
      blocker.rollback();

      write.get();
      move.get();
    }
    assertEquals(org.coast, unitOf(inTheWay));
  }

  @Test
  void anImportDoesNotHoldTheConfigurationUpAndComesAlong() throws Exception {
    UUID first = UUID.randomUUID();
    UUID known = calls.create(org.anna, "account", "name", "Known");
    String body =
        line(first)
            + line(known)
            + IntStream.range(0, 1_500)
                .mapToObj(i -> line(UUID.randomUUID()))
                .collect(Collectors.joining())
            + line(inTheWay);
    try (Connection blocker = insertInTheWay()) {
      Future<?> imported = others.submit(() -> importUpsert(body));
      await(() -> count(WAITS_FOR_A_ROW) > 0);

      assertTimeoutPreemptively(LONG, this::moveAnna);
      assertFalse(imported.isDone());
      blocker.rollback();

      imported.get();
    }
    assertEquals(org.coast, unitOf(first));
    assertEquals(org.coast, unitOf(inTheWay));
    assertEquals(0, outOfPlace());
    await(() -> org.coast.equals(unitOf(known)));
  }

  @Test
  void aRecordThatIsLockedMeanwhileFollows() throws Exception {
    UUID id = calls.create(org.anna, "account", "name", "Acme");
    try (Connection blocker = database.getConnection()) {
      blocker.setAutoCommit(false);
      lock(blocker, id);

      assertTimeoutPreemptively(LONG, this::moveAnna);

      blocker.rollback();
    }
    await(() -> org.coast.equals(unitOf(id)));
    calls
        .get(org.anna, "account", id)
        .then()
        .body("attributes.owningbusinessunit", equalTo(org.coast.toString()));
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

  /** Whoever writes a record of this id waits until the connection is rolled back. */
  private Connection insertInTheWay() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO record (org_id, entity, record_id, version, attributes) VALUES (?, 'account', ?, 0, '{}')")) {
      statement.setObject(1, org.id);
      statement.setObject(2, inTheWay);
      statement.execute();
    }
    return connection;
  }

  private void lock(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT FROM record WHERE org_id = ? AND entity = 'account' AND record_id = ? FOR UPDATE")) {
      statement.setObject(1, org.id);
      statement.setObject(2, id);
      statement.execute();
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

  private long outOfPlace() throws SQLException {
    return count(
        "SELECT count(*) FROM record WHERE org_id = '%s' AND owner_id = '%s' AND business_unit_id <> '%s'"
            .formatted(org.id, org.anna, org.coast));
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void await(Callable<Boolean> condition) {
    assertTimeoutPreemptively(
        LONG,
        () -> {
          while (!condition.call()) {
            Thread.onSpinWait();
          }
        });
  }
}
