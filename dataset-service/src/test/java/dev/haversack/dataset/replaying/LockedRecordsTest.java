package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody keeps a record that a group needs. */
@QuarkusTest
class LockedRecordsTest extends ReplayingFixture {

  @Test
  void aGroupThatWaitsTooLongAppliesNothingAndAllOfItNextTime() throws SQLException {
    UUID kept = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long base = calls.version(org.anna, "opportunity", kept);
    UUID made = UUID.randomUUID();
    Map<String, Object> group =
        request(
            device,
            org.anna,
            create("opportunity", made, "name", "Stoves"),
            update("opportunity", kept, base, "estimatedvalue", 2));

    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      lock(other, kept);

      send(group)
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", notNullValue())
          .body("code", equalTo("not-ready"));

      other.rollback();
    }
    calls.get(org.anna, "opportunity", made).then().statusCode(404);
    calls.get(org.anna, "opportunity", kept).then().body("attributes.estimatedvalue", equalTo(1));
    assertEquals(0, count("SELECT count(*) FROM applied_action WHERE org_id = ?"));

    send(group).then().statusCode(200).body("results.outcome", contains("applied", "applied"));
    calls.get(org.anna, "opportunity", kept).then().body("attributes.estimatedvalue", equalTo(2));
  }

  private void lock(Connection other, UUID record) throws SQLException {
    try (PreparedStatement lock =
        other.prepareStatement(
            "SELECT version FROM record WHERE org_id = ? AND record_id = ? FOR UPDATE")) {
      lock.setObject(1, org.id);
      lock.setObject(2, record);
      lock.executeQuery().close();
    }
  }
}
