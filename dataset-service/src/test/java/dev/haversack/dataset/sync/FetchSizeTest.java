package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However large records are, about a megabyte of them is in memory at once. */
class FetchSizeTest {

  private static final String ROWS =
      "SELECT 'put', gen_random_uuid(), 1, "
          + StreamRow.ATTRIBUTES.formatted(
              "jsonb_build_object('number', n, 'text', repeat('x', ?))")
          + " FROM generate_series(1, 250) n";

  @ParameterizedTest
  @CsvSource({"1, 2000", "400, 2000", "10000, 104", "500000, 2"})
  void followsTheSizeOfRows(int length, int most) throws Exception {
    List<StreamRow> rows = new ArrayList<>();
    try (Connection connection = TestDatabase.get().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = StreamRow.prepare(connection, ROWS)) {
        statement.setInt(1, length);
        FetchSize.begin(statement);
        try (ResultSet cursor = statement.executeQuery()) {
          FetchSize.pass(cursor, rows::add);

          int size = cursor.getFetchSize();
          assertTrue(size <= most && size >= most * 9 / 10, "fetches " + size);
        }
      }
    }
    assertEquals(250, rows.size());
    assertTrue(rows.stream().allMatch(row -> row.isPut() && row.size() > length));
  }
}
