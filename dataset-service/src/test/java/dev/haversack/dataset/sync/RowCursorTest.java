package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The larger records are, the fewer are fetched at once. */
class RowCursorTest {

  private static final int COUNT = 5_000;
  private static final String ROWS =
      "SELECT 'put', gen_random_uuid(), 1, "
          + StreamRow.ATTRIBUTES.formatted(
              "jsonb_build_object('text', repeat('x', CASE WHEN n <= 4900 THEN ? ELSE ? END))")
          + " FROM generate_series(1, "
          + COUNT
          + ") n";

  @ParameterizedTest
  @CsvSource({
    "1, 1, 2000",
    "400, 400, 2000",
    "10000, 10000, 103",
    "1, 10000, 103",
    "10000, 1, 2000",
    "1, 2000000, 1"
  })
  void followsTheSizeOfRows(int length, int lengthOfLast, int size) throws Exception {
    List<StreamRow> rows = new ArrayList<>();
    try (Connection connection = TestDatabase.get().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = StreamRow.prepare(connection, ROWS)) {
        statement.setInt(1, length);
        statement.setInt(2, lengthOfLast);
        RowCursor cursor = RowCursor.of(statement);

        cursor.pass(rows::add);

        assertEquals(size, cursor.fetchSize(), size / 10.0);
      }
    }
    assertEquals(COUNT, rows.size());
    assertTrue(rows.getFirst().isPut() && rows.getLast().size() > lengthOfLast);
  }
}
