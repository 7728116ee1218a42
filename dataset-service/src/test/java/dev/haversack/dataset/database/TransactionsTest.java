package dev.haversack.dataset.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.sync.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Transactions that ask something together with their beginning. */
class TransactionsTest {

  /** More than the pool has connections: one that is not given back would be missed. */
  private static final int MANY = 200;

  private static final String STATE =
      """
      SELECT current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')
        || ' ' || current_setting('plan_cache_mode') || ' ' || current_setting('enable_seqscan')
        || ' ' || current_setting('jit')
      """;

  private static final String BEFORE = TestDatabase.texts(STATE).getFirst();

  private final DataSource database = TestDatabase.get();

  @Test
  void theFirstQuestionIsAskedWithinTheTransaction() throws SQLException {
    try (var begun = Transactions.open(database, question(STATE)).reading()) {
      assertEquals(
          "repeatable read on force_generic_plan off off", text(begun.connection(), STATE));
    }
    assertEquals(
        "repeatable read off force_custom_plan on off",
        Transactions.writing(
            database,
            () -> question(STATE, "SET LOCAL plan_cache_mode = force_custom_plan"),
            (_, state) -> state));
    assertEquals(BEFORE, TestDatabase.texts(STATE).getFirst());
    assertTrue(BEFORE.startsWith("read committed off auto on"), BEFORE);
  }

  @Test
  void aFirstQuestionThatFailsLeavesNothingBehind() throws SQLException {
    for (int i = 0; i < MANY; i++) {
      assertThrows(SQLException.class, () -> Transactions.open(database, question("SELECT 1 / 0")));
      assertThrows(
          SQLException.class,
          () ->
              Transactions.writing(
                  database, () -> question("SELECT 1 / 0"), (_, number) -> number));
    }
    assertEquals(BEFORE, TestDatabase.texts(STATE).getFirst());
    try (var begun = Transactions.open(database, question("SELECT 'asked'")).reading()) {
      assertEquals(
          "repeatable read on force_generic_plan off off", text(begun.connection(), STATE));
    }
  }

  private static Question<String> question(String sql, String... settings) {
    return new Question<>(
        List.of(settings), sql, Together.Parameters.NONE, row -> row.getString(1));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
