package dev.haversack.dataset.slicer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.dataset.database.Question;
import dev.haversack.dataset.database.Together;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.slicer.Planning.Kind;
import dev.haversack.dataset.sync.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What the statements of a batch are planned for. */
class PlanningTest {

  private static final String SETTINGS =
      """
      SELECT concat_ws(' ', current_setting('enable_nestloop'), current_setting('enable_mergejoin'),
        current_setting('enable_seqscan'), current_setting('plan_cache_mode'))
      """;
  private static final String ANYTHING = "on on on force_custom_plan";
  private static final String FEW = "on on off force_generic_plan";
  private static final String MANY = "off off on force_custom_plan";

  @Test
  void manyBeginWhereFewEnd() {
    assertEquals(Kind.FEW, Kind.of(499));
    assertEquals(Kind.MANY, Kind.of(500));
  }

  @Test
  void aBatchThatBeganForFewReturnsToThem() throws SQLException {
    begun(
        Kind.FEW,
        (connection, planning) -> {
          assertEquals(FEW, settings(connection));
          planning.plan(Kind.MANY);
          assertEquals(MANY, settings(connection));
          planning.plan(Kind.ANYTHING);
          assertEquals(ANYTHING, settings(connection));
          planning.end();
          assertEquals(FEW, settings(connection));
        });
  }

  @Test
  void oneOfMoreReturnsToAnything() throws SQLException {
    begun(
        Kind.FEW,
        (connection, planning) -> {
          planning.usually(Kind.ANYTHING);
          assertEquals(ANYTHING, settings(connection));
          planning.plan(Kind.FEW);
          assertEquals(FEW, settings(connection));
          planning.end();
          assertEquals(ANYTHING, settings(connection));
        });
  }

  @Test
  void whatASavepointTookBackIsSetAgain() throws SQLException {
    begun(
        Kind.FEW,
        (connection, planning) -> {
          planning.plan(Kind.MANY);
          var before = connection.setSavepoint();
          planning.plan(Kind.ANYTHING);
          connection.rollback(before);
          planning.forget();
          assertEquals(MANY, settings(connection));
          planning.plan(Kind.ANYTHING);
          assertEquals(ANYTHING, settings(connection));
          planning.forget();
          planning.end();
          assertEquals(FEW, settings(connection));
        });
  }

  @Test
  void nothingOutlivesTheTransaction() throws SQLException {
    String before = TestDatabase.texts(SETTINGS).getFirst();
    begun(Kind.FEW, (_, planning) -> planning.plan(Kind.MANY));
    assertEquals(before, TestDatabase.texts(SETTINGS).getFirst());
  }

  private interface Work {
    void with(Connection connection, Planning planning) throws SQLException;
  }

  private static void begun(Kind kind, Work work) throws SQLException {
    Transactions.<String, String, RuntimeException>writing(
        TestDatabase.get(),
        () ->
            new Question<>(
                kind.settings(), SETTINGS, Together.Parameters.NONE, row -> row.getString(1)),
        (connection, settings) -> {
          work.with(connection, new Planning(connection, kind));
          return settings;
        });
  }

  private static String settings(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SETTINGS)) {
      row.next();
      return row.getString(1);
    }
  }
}
