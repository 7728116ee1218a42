package dev.haversack.dataset.slices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Transactions in which every statement sees the same state. Nothing stays with the connection
 * afterwards, so a pooler may stand between.
 */
public final class Transactions {

  private static final String WRITING =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL plan_cache_mode = force_custom_plan";

  private static final String TRYING =
      WRITING + "; SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '5s'";

  /**
   * The statements of streams are long ones: planning them takes longer than a small delta. One
   * plan serves all parameters because every part of them probes indexes; what a plan made without
   * knowing the parameters may not do is to read whole tables, to be compiled to machine code (the
   * planner overrates what they cost), or to fetch records in parallel and out of order.
   */
  private static final String READING =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL plan_cache_mode = force_generic_plan;"
          + " SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0";

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  private Transactions() {}

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it; an exception rolls back. */
    T run(Connection connection) throws SQLException, E;
  }

  /** One consistent state, without the right to change it. */
  public static <T, E extends Exception> T reading(DataSource database, Work<T, E> work)
      throws SQLException, E {
    try (Reading reading = open(database)) {
      return work.run(reading.connection());
    }
  }

  /** The same, to be ended by the caller. */
  public static Reading open(DataSource database) throws SQLException {
    return begin(
        database,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(READING);
          }
          return new Reading(connection);
        });
  }

  /**
   * What a transaction asks first. It is asked together with the beginning, so that the database is
   * waited for once, not twice: that is much of what a small transaction takes.
   *
   * @param sql has one row as its answer
   * @param parameters sets its parameters, each with its type: the driver would have to ask for it
   * @param answer makes something of the row
   */
  public record Question<T>(String sql, Parameters parameters, RowReader<T> answer) {

    private T ask(Connection connection, String beginning) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(beginning + "; " + sql)) {
        parameters.set(statement);
        boolean isAnswer = statement.execute();
        while (!isAnswer) {
          if (statement.getUpdateCount() == -1) {
            throw new IllegalStateException("No answer to " + sql);
          }
          isAnswer = statement.getMoreResults();
        }
        try (ResultSet rows = statement.getResultSet()) {
          rows.next();
          return answer.read(rows);
        }
      }
    }
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  public interface Parameters {
    /** Sets them. */
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Reads the present row. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads it. */
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction that has asked something. */
  @FunctionalInterface
  public interface AnsweredWork<A, T, E extends Exception> {
    /** Does it; an exception rolls back. */
    T run(Connection connection, A answer) throws SQLException, E;
  }

  /**
   * A transaction that has asked something.
   *
   * @param reading the transaction, to be closed
   * @param answer the answer
   */
  public record Begun<T>(Reading reading, T answer) {}

  /** One consistent state, to be ended by the caller, and the answer to a first question. */
  public static <T> Begun<T> open(DataSource database, Question<T> question) throws SQLException {
    return begin(
        database,
        connection -> new Begun<>(new Reading(connection), question.ask(connection, READING)));
  }

  private static <T> T begin(DataSource database, Work<T, SQLException> first) throws SQLException {
    Connection connection = database.getConnection();
    boolean done = false;
    try {
      connection.setAutoCommit(false);
      T begun = first.run(connection);
      done = true;
      return begun;
    } finally {
      if (!done) {
        new Reading(connection).close();
      }
    }
  }

  /** A transaction that reads; closing ends it. */
  public static final class Reading implements AutoCloseable {

    private final Connection connection;

    private Reading(Connection connection) {
      this.connection = connection;
    }

    /** Its connection. */
    public Connection connection() {
      return connection;
    }

    @Override
    public void close() throws SQLException {
      try (connection) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * One consistent state; fails with a serialization failure when others change the same.
   *
   * <p>Each statement is planned for its own parameters: a plan that was kept from small batches
   * takes minutes for a large one.
   *
   * @param question made when there is a connection, which may have to be waited for
   */
  public static <A, T, E extends Exception> T writing(
      DataSource database, Supplier<Question<A>> question, AnsweredWork<A, T, E> work)
      throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.run(connection, question.get().ask(connection, WRITING));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  /** One consistent state; whatever is done to it is undone in the end. */
  public static <T, E extends Exception> T trying(DataSource database, Work<T, E> work)
      throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (Statement statement = connection.createStatement()) {
          statement.execute(TRYING);
        }
        return work.run(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Whether trying again may help. */
  public static boolean isTransient(SQLException e) {
    return Set.of(SERIALIZATION_FAILURE, DEADLOCK).contains(String.valueOf(e.getSQLState()));
  }
}
