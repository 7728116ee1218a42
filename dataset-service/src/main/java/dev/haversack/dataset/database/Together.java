package dev.haversack.dataset.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that travel to the database together, once, within a transaction: their answers are
 * waited for once, not each. The database runs them in order, each sees what those before it did,
 * and after one fails none is run. Decision 0020.
 *
 * <p>The driver keeps what it knows of statements by the whole text: put together only what is
 * always the same. Where much may be answered it waits in between all the same.
 */
public final class Together {

  private final Connection connection;
  private final List<Part<?>> parts = new ArrayList<>();
  private boolean hasRun;

  /** Nothing yet. */
  public Together(Connection connection) {
    this.connection = connection;
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  public interface Parameters {

    /** Of a statement without any. */
    Parameters NONE = (statement, first) -> first;

    /**
     * Sets them, each with its type: the driver would have to ask for it.
     *
     * @param first the number of the first one
     * @return the number after the last one
     */
    int set(PreparedStatement statement, int first) throws SQLException;
  }

  /** Makes something of rows. */
  @FunctionalInterface
  public interface Rows<T> {
    /** Reads them. */
    T read(ResultSet rows) throws SQLException;
  }

  /** What a statement answers, as soon as it has run. */
  public static final class Answer<T> {

    private @Nullable T value;

    private Answer() {}

    /** The answer; not before all have run well. */
    public T get() {
      return Objects.requireNonNull(value, "Not answered");
    }
  }

  /** Adds a statement that answers rows. */
  public <T> Answer<T> ask(String sql, Parameters parameters, Rows<T> rows) {
    Answer<T> answer = new Answer<>();
    parts.add(new Part<>(sql, parameters, rows, answer));
    return answer;
  }

  /** Adds a statement; what it answers is of no interest. */
  public void add(String sql, Parameters parameters) {
    parts.add(new Part<>(sql, parameters, null, new Answer<>()));
  }

  /**
   * Runs them all, once.
   *
   * @throws IllegalStateException when one of them is two, so that answers would be mistaken
   */
  public void run() throws SQLException {
    if (hasRun) {
      throw new IllegalStateException("They have run");
    }
    hasRun = true;
    String text = parts.stream().map(Part::sql).collect(Collectors.joining("; "));
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      int next = 1;
      for (Part<?> part : parts) {
        next = part.parameters.set(statement, next);
      }
      boolean hasRows = statement.execute();
      for (Part<?> part : parts) {
        part.take(statement, hasRows);
        hasRows = statement.getMoreResults();
      }
      if (hasRows || statement.getUpdateCount() != -1) {
        throw new IllegalStateException("More answers than statements: " + text);
      }
    }
  }

  private record Part<T>(
      String sql, Parameters parameters, @Nullable Rows<T> rows, Answer<T> answer) {

    void take(PreparedStatement statement, boolean hasRows) throws SQLException {
      if (rows == null) {
        return;
      }
      if (!hasRows) {
        throw new IllegalStateException("No rows from " + sql);
      }
      try (ResultSet found = statement.getResultSet()) {
        answer.value = rows.read(found);
      }
    }
  }
}
