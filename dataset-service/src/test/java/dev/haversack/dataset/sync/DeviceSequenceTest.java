package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A dataset says how far the asking device's own actions are part of it, and never says too much.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class DeviceSequenceTest {

  private static final UUID ANNA = Sales.ANNA;
  private static final UUID ACCOUNT = new UUID(9, 1);

  @Inject ServedSales sales;
  @Inject DataSource database;

  private final UUID device = UUID.randomUUID();

  @BeforeEach
  void organization() throws Exception {
    sales.world.roles.put(
        Sales.READER,
        TestOrganization.role(
            Sales.READER,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.all("account", Depth.USER)));
    sales.feed();
    sales.write(1, "Bern");
  }

  @Test
  void whatTheDatasetSaysIsInItIsInIt() throws Exception {
    assertEquals(0, sequence(snapshot()));
    for (int i = 1; i <= 30; i++) {
      apply(i, "City " + i, "applied");
      check(snapshot(), i);
      if (i % 7 == 0) {
        sales.drain();
        assertEquals(i, sequence(snapshot()));
      }
    }
  }

  @Test
  void whatFailedIsTriedToo() throws Exception {
    apply(1, "City 1", "applied");
    apply(2, 5, "failed");
    sales.drain();
    assertEquals(2, sequence(snapshot()));
  }

  @Test
  void anOlderActionThatIsSentOnIsWaitedFor() throws Exception {
    apply(9, "City 9", "applied");
    sales.drain();
    withoutSlicer(() -> {
      apply(4, "City 4", "applied");
      assertEquals(0, sequence(snapshot()));
    });
    sales.drain();
    assertEquals(9, sequence(snapshot()));
  }

  @Test
  void whatSomebodyElseDidBeforeIsWaitedForToo() throws Exception {
    isToldOnceItIsInSlices(() -> {
      sales.writeOnly(1, "Rome");
      apply(1, "Rome", "applied");
    });
  }

  @Test
  void aFollowThatIsThereAlreadyIsWaitedForToo() throws Exception {
    isToldOnceItIsInSlices(() -> {
      send(UUID.randomUUID(), 1, action("follow"))
          .then()
          .body("results[0].outcome", equalTo("applied"));
      send(device, 1, action("follow")).then().body("results[0].outcome", equalTo("applied"));
    });
  }

  private void isToldOnceItIsInSlices(Steps steps) throws Exception {
    sales.drain();
    withoutSlicer(() -> {
      steps.run();
      assertEquals(0, sequence(snapshot()));
    });
    sales.drain();
    assertEquals(1, sequence(snapshot()));
  }

  @Test
  void othersChangesAreNotWaitedFor() throws Exception {
    sales.drain();
    apply(1, "City 1", "applied");
    sales.drain();
    withoutSlicer(() -> {
      sales.writeOnly(2, "Rome");
      assertEquals(1, sequence(snapshot()));
    });
  }

  private interface Steps {
    void run() throws Exception;
  }

  /** What is written meanwhile comes into no slice. */
  private void withoutSlicer(Steps steps) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement lock =
            connection.prepareStatement(
                "SELECT pg_advisory_lock(hashtextextended('haversack.slicer/' || ?::uuid, 0))");
        PreparedStatement unlock =
            connection.prepareStatement(
                "SELECT pg_advisory_unlock(hashtextextended('haversack.slicer/' || ?::uuid, 0))")) {
      lock.setObject(1, sales.world.organization);
      unlock.setObject(1, sales.world.organization);
      lock.execute();
      try {
        steps.run();
      } finally {
        unlock.execute();
      }
    }
  }

  @Test
  void anOlderActionThatIsSentOnTakesNothingBack() throws Exception {
    apply(9, "City 9", "applied");
    apply(4, "City 4", "applied");
    sales.drain();
    assertEquals(9, sequence(snapshot()));
  }

  @Test
  void deltasAndPagesSayItTooAndOnlyToWhoAsks() throws Exception {
    apply(1, "City 1", "applied");
    sales.drain();
    String token = Objects.requireNonNull(end(snapshot()).token());
    apply(2, "City 2", "applied");
    sales.drain();
    List<DatasetLine> delta =
        lines(
            call()
                .queryParam("token", token)
                .queryParam("deviceId", device)
                .get("/dataset/v1/delta"));
    assertEquals(2, sequence(delta));
    check(delta, 2);
    Integer ofPage =
        call().queryParam("deviceId", device).get("/dataset/v1/pages").path("deviceSequence");
    assertEquals(2, ofPage);
    assertNull(end(lines(call().get("/dataset/v1/snapshot"))).deviceSequence());
    assertEquals(
        0,
        sequence(
            lines(call().queryParam("deviceId", UUID.randomUUID()).get("/dataset/v1/snapshot"))));
  }

  /** The city is that of the last action that the dataset says it has, or of a later one. */
  private void check(List<DatasetLine> lines, int last) {
    long said = sequence(lines);
    assertTrue(said <= last);
    String city =
        lines.stream()
            .filter(DatasetPut.class::isInstance)
            .map(DatasetPut.class::cast)
            .filter(put -> put.id().equals(ACCOUNT))
            .map(put -> put.attributes().get("city").asText())
            .findFirst()
            .orElseThrow();
    if (said > 0) {
      assertTrue(Long.parseLong(city.substring(5)) >= said, city + " although " + said);
    }
  }

  private void apply(long sequence, Object city, String outcome) {
    Map<String, Object> action = action("update");
    action.put("baseVersion", version());
    action.put("attributes", Map.of("city", city));
    Response answer = send(device, sequence, action);
    assertEquals(outcome, answer.path("results[0].outcome"), answer.asString());
  }

  private static Map<String, Object> action(String operation) {
    return new HashMap<>(
        Map.of(
            "actionId",
            UUID.randomUUID().toString(),
            "attempt",
            1,
            "entity",
            "account",
            "recordId",
            ACCOUNT.toString(),
            "operation",
            operation,
            "overwrite",
            false));
  }

  private Response send(UUID from, long sequence, Map<String, Object> action) {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.service())
        .header("Haversack-Organization", sales.world.organization.toString())
        .contentType("application/json")
        .body(
            Map.of(
                "deviceId",
                from.toString(),
                "userId",
                ANNA.toString(),
                "throughSequence",
                sequence,
                "actions",
                List.of(action)))
        .post("/dataset/v1/actions");
  }

  private long version() {
    return call().get("/dataset/v1/records/account/" + ACCOUNT).jsonPath().getLong("version");
  }

  private List<DatasetLine> snapshot() throws Exception {
    return lines(call().queryParam("deviceId", device).get("/dataset/v1/snapshot"));
  }

  private List<DatasetLine> lines(Response answer) throws Exception {
    answer.then().statusCode(200);
    return sales.lines(answer.asString());
  }

  private io.restassured.specification.RequestSpecification call() {
    return given()
        .filter(Contract.requestAndAnswer())
        .auth()
        .oauth2(Tokens.user(sales.world.organization, ANNA));
  }

  private static DatasetEnd end(List<DatasetLine> lines) {
    return (DatasetEnd) lines.getLast();
  }

  private static long sequence(List<DatasetLine> lines) {
    return Objects.requireNonNull(end(lines).deviceSequence());
  }
}
