package dev.haversack.dataset.following;

import static dev.haversack.dataset.testing.RecordCalls.map;
import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class FollowingResourceTest {

  private static final String FOLLOWS = "/dataset/v1/follows";

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  private TestOrganization org;
  private RecordCalls calls;
  private UUID account;

  @BeforeEach
  void annasAccount() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
    account = calls.create(org.anna, "account", "name", "Alpine");
  }

  @Test
  void recordIsFollowedUntilItIsNotAnyMore() {
    for (int i = 0; i < 2; i++) {
      calls.as(org.anna).put(follow(account)).then().statusCode(204);
    }
    calls
        .as(org.anna)
        .get(FOLLOWS)
        .then()
        .statusCode(200)
        .body("items.recordId", contains(account.toString()))
        .body("items.entity", contains("account"))
        .body("nextCursor", nullValue());
    calls.as(org.moses).get(FOLLOWS).then().body("items", empty());

    for (int i = 0; i < 2; i++) {
      calls.as(org.anna).delete(follow(account)).then().statusCode(204);
    }
    calls.as(org.anna).get(FOLLOWS).then().body("items", empty());
  }

  @Test
  void pagesFollowEachOther() {
    List<UUID> all =
        Stream.generate(() -> calls.create(org.anna, "account", "name", "A"))
            .limit(3)
            .sorted()
            .toList();
    all.forEach(id -> calls.as(org.anna).put(follow(id)).then().statusCode(204));

    var first = calls.as(org.anna).get(FOLLOWS + "?limit=2");
    List<String> ids = first.path("items.recordId");
    String cursor = first.path("nextCursor");
    var second = calls.as(org.anna).queryParam("cursor", cursor).get(FOLLOWS + "?limit=2");

    assertEquals(2, ids.size());
    second.then().statusCode(200).body("nextCursor", nullValue());
    assertEquals(1, second.<List<String>>path("items.recordId").size());
    calls
        .badAs(org.anna)
        .get(FOLLOWS + "?cursor=x")
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void whatOneMayNotReadOneCannotFollow() {
    calls.badAs(org.moses).put(follow(account)).then().statusCode(404);
    calls.badAs(org.anna).put(follow(UUID.randomUUID())).then().statusCode(404);
    calls
        .badAs(org.anna)
        .put(path("nonsense") + "/" + account + "/follow")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown-entity"));
    calls
        .badAs(org.anna)
        .put(path("team") + "/" + account + "/follow")
        .then()
        .statusCode(422)
        .body("code", equalTo("read-only-entity"));
    calls.as(org.moses).delete(follow(account)).then().statusCode(204);
  }

  @Test
  void deletedRecordIsNotFollowedWhenItComesBack() {
    calls.as(org.anna).put(follow(account)).then().statusCode(204);

    calls.as(org.anna).header("If-Match", "*").delete(path("account") + "/" + account);

    calls.as(org.anna).get(FOLLOWS).then().body("items", empty());
  }

  @Test
  void reportOfPinsReplacesTheOneBeforeAndLateOnesChangeNothing() throws Exception {
    UUID device = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    pins(device, 1, account, second);
    pins(other, 1, account);
    assertEquals(2, pinned());

    pins(device, 3);
    assertEquals(1, pinned());
    pins(device, 2, account, second);
    pins(device, 3, second);
    assertEquals(1, pinned());

    pins(other, 2);
    assertEquals(0, pinned());
  }

  @Test
  void pinStaysWhileOneDeviceLetsGoAndAnotherTakesTheRecord() throws Exception {
    UUID[] devices = {UUID.randomUUID(), UUID.randomUUID()};
    pins(devices[0], 1, account);
    for (int round = 1; round <= 100; round++) {
      UUID takes = devices[round % 2];
      UUID letsGo = devices[(round + 1) % 2];
      int number = round + 1;
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        Future<?> taken = both.submit(() -> pins(takes, number, account));
        Future<?> gone = both.submit(() -> pins(letsGo, number));
        taken.get();
        gone.get();
      }
      assertEquals(1, pinned());
    }
  }

  @Test
  void onlyServicesReportPins() {
    calls
        .badAs(org.anna)
        .contentType("application/json")
        .body(map("userId", org.anna, "number", 1, "records", List.of()))
        .put("/dataset/v1/devices/" + UUID.randomUUID() + "/pins")
        .then()
        .statusCode(403);
  }

  private void pins(UUID device, int number, UUID... records) {
    List<Map<String, Object>> told =
        Stream.of(records).map(id -> map("entity", "account", "recordId", id)).toList();
    calls
        .service()
        .contentType("application/json")
        .body(map("userId", org.anna, "number", number, "records", told))
        .put("/dataset/v1/devices/" + device + "/pins")
        .then()
        .statusCode(204);
  }

  private long pinned() throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT count(*) FROM record_pin WHERE org_id = ?")) {
      statement.setObject(1, org.id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static String follow(UUID id) {
    return path("account") + "/" + id + "/follow";
  }
}
