package dev.haversack.replay.processing;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.haversack.replay.testing.ReplayTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OnlyIndexesTest extends ReplayTest {

  @Inject DataSource pool;

  @Test
  void aPlanThatIsMadeForAnEmptyTableDoesNotReadAllOfItLater() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet plan =
            statement.executeQuery("EXPLAIN SELECT FROM action WHERE org_id = gen_random_uuid()")) {
      plan.next();
      assertFalse(plan.getString(1).startsWith("Seq Scan"), plan.getString(1));
    }
  }
}
