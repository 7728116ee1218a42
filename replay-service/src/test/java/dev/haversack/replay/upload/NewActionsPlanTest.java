package dev.haversack.replay.upload;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.replay.testing.ReplayTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A plan that is kept from when there were few actions serves when there are many. */
@QuarkusTest
class NewActionsPlanTest extends ReplayTest {

  private static final String TYPES =
      "uuid, uuid, bigint[], uuid[], bytea[], text[], uuid[], text[], text[], bigint[], text[],"
          + " timestamptz[], int[], bigint[], text[], uuid[], uuid";

  @Inject DataSource pool;

  @Test
  void eachIdOfAnUploadIsLookedForByItself() throws SQLException {
    String plan = keptPlan(NewActions.ADD);

    assertTrue(plan.matches("(?s).*Index Cond: [^\\n]*action_id = a\\.action_id.*"), plan);
    assertFalse(plan.contains("Anti Join"), plan);
    assertTrue(
        keptPlan(NewActions.ADD.replace("OFFSET 0", "")).contains("Anti Join"),
        "The plan would be the same without the fence: is it needed still?");
  }

  /** As PostgreSQL makes it without knowing the values. */
  private String keptPlan(String sql) throws SQLException {
    int[] number = {0};
    String numbered = Pattern.compile("\\?").matcher(sql).replaceAll(m -> "\\$" + ++number[0]);
    String nulls = String.join(", ", Collections.nCopies(number[0], "NULL"));
    StringBuilder plan = new StringBuilder();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PREPARE kept (" + TYPES + ") AS " + numbered);
      statement.execute("SET plan_cache_mode = force_generic_plan");
      try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE kept (" + nulls + ")")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      } finally {
        statement.execute("DEALLOCATE kept");
        statement.execute("RESET plan_cache_mode");
      }
    }
    return plan.toString();
  }
}
