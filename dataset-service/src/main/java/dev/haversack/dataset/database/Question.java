package dev.haversack.dataset.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a transaction asks first. It is asked together with the beginning, so that the database is
 * waited for once, not twice: that is much of what a small transaction takes.
 *
 * @param settings statements before it
 * @param sql has one row as its answer
 * @param parameters sets its parameters
 * @param answer makes something of the row
 */
public record Question<T>(
    List<String> settings, String sql, Together.Parameters parameters, Together.Rows<T> answer) {

  /** Keeps a list of its own. */
  public Question {
    settings = List.copyOf(settings);
  }

  T ask(Connection connection, List<String> beginning) throws SQLException {
    Together together = new Together(connection);
    beginning.forEach(statement -> together.add(statement, Together.Parameters.NONE));
    settings.forEach(statement -> together.add(statement, Together.Parameters.NONE));
    Together.Answer<T> found =
        together.ask(
            sql,
            parameters,
            rows -> {
              if (!rows.next()) {
                throw new IllegalStateException("No row from " + sql);
              }
              return answer.read(rows);
            });
    together.run();
    return found.get();
  }
}
