package dev.haversack.dataset.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.haversack.dataset.sync.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements that travel together. */
class TogetherTest {

  private static final String TABLE = "CREATE TEMPORARY TABLE told (word text)";
  private static final String TELL = "INSERT INTO told VALUES (?) RETURNING word";
  private static final String ALL = "SELECT word FROM told WHERE word <> ? ORDER BY word";

  @Test
  void eachSeesWhatThoseBeforeItDid() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection()) {
      connection.setAutoCommit(false);
      var together = new Together(connection);
      together.add(TABLE, Together.Parameters.NONE);
      // One whose rows nobody wants, and one that has none, do not shift the answers of others.
      together.add("SELECT 'not wanted'", Together.Parameters.NONE);
      var told = together.ask(TELL, word("first"), TogetherTest::words);
      together.add("INSERT INTO told VALUES (?)", word("second"));
      var nothing = together.ask(ALL + " LIMIT 0", word(""), TogetherTest::words);
      var all = together.ask(ALL, word("first"), TogetherTest::words);
      assertThrows(NullPointerException.class, all::get);
      together.run();
      assertEquals(List.of("first"), told.get());
      assertEquals(List.of(), nothing.get());
      assertEquals(List.of("second"), all.get());
      connection.rollback();
    }
  }

  @Test
  void afterOneFailsNoneIsRun() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection()) {
      // Nobody began a transaction: what travels together is one.
      String before = "SELECT count(*)::text FROM pg_class WHERE relname = 'told_for_good'";
      var together = new Together(connection);
      together.add("CREATE TABLE told_for_good (word text)", Together.Parameters.NONE);
      var never = together.ask("SELECT 1 / 0", Together.Parameters.NONE, TogetherTest::words);
      together.add("COMMENT ON TABLE told_for_good IS 'there'", Together.Parameters.NONE);
      assertThrows(SQLException.class, together::run);
      assertThrows(NullPointerException.class, never::get);
      assertEquals(List.of("0"), TestDatabase.texts(before));
    }
  }

  @Test
  void twoStatementsThatPassForOneAreFound() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection()) {
      var together = new Together(connection);
      together.add("SET LOCAL jit = off; SET LOCAL jit = on", Together.Parameters.NONE);
      assertThrows(IllegalStateException.class, together::run);
      assertThrows(IllegalStateException.class, together::run);
    }
  }

  @Test
  void itIsTheSameWhenTheDriverKnowsTheStatementsAlready() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection()) {
      for (int i = 1; i <= 20; i++) {
        int count = i;
        var together = new Together(connection);
        Together.Parameters parameters =
            (statement, first) -> {
              statement.setInt(first, count);
              return first + 1;
            };
        var rows =
            together.ask(
                "SELECT n::text FROM generate_series(1, ?) n", parameters, TogetherTest::words);
        var last = together.ask("SELECT (? + 0)::text", parameters, TogetherTest::words);
        together.run();
        assertEquals(i, rows.get().size());
        assertEquals(List.of(String.valueOf(i)), last.get());
      }
    }
  }

  @Test
  void whoAsksForRowsOfAStatementWithoutAnyIsTold() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection()) {
      var together = new Together(connection);
      together.ask("SET LOCAL jit = off", Together.Parameters.NONE, TogetherTest::words);
      assertThrows(IllegalStateException.class, together::run);
    }
  }

  private static Together.Parameters word(String word) {
    return (statement, first) -> {
      statement.setString(first, word);
      return first + 1;
    };
  }

  private static List<String> words(ResultSet rows) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next()) {
      found.add(rows.getString(1));
    }
    return found;
  }
}
