package dev.haversack.dataset.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Transactions in which every statement sees the same state. Nothing stays with the connection
 * afterwards, so a pooler may stand between.
 */
public final class Transactions {

  /** The planner overrates what compiling to machine code brings, and underrates what it takes. */
  private static final List<String> WRITING =
      List.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SET LOCAL jit = off");

  /** Whoever tries something waits with it: what is in its way for long is refused. */
  private static final List<String> TRYING =
      List.of(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
          "SET LOCAL plan_cache_mode = force_custom_plan",
          "SET LOCAL statement_timeout = '60s'",
          "SET LOCAL lock_timeout = '5s'");

  /**
   * The statements of streams are long ones: planning them takes longer than a small delta. One
   * plan serves all parameters because every part of them probes indexes; what a plan made without
   * knowing the parameters may not do is to read whole tables, to be compiled to machine code (the
   * planner overrates what they cost), or to fetch records in parallel and out of order.
   */
  private static final List<String> READING =
      List.of(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
          "SET LOCAL plan_cache_mode = force_generic_plan",
          "SET LOCAL enable_seqscan = off",
          "SET LOCAL jit = off",
          "SET LOCAL max_parallel_workers_per_gather = 0");

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
          set(connection, READING);
          return new Reading(connection);
        });
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
    try {
      connection.setAutoCommit(false);
      return first.run(connection);
    } catch (Throwable e) {
      giveUp(connection, e);
      close(connection, e);
      throw e;
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
   * @param question made when there is a connection, which may have to be waited for
   */
  public static <A, T, E extends Exception> T writing(
      DataSource database, Supplier<Question<A>> question, AnsweredWork<A, T, E> work)
      throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection, question.get().ask(connection, WRITING));
        connection.commit();
        connection.setAutoCommit(true);
        return result;
      } catch (Throwable e) {
        giveUp(connection, e);
        throw e;
      }
    }
  }

  /** What went wrong first is what is told. */
  private static void giveUp(Connection connection, Throwable why) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static void close(Connection connection, Throwable why) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** One consistent state; whatever is done to it is undone in the end. */
  public static <T, E extends Exception> T trying(DataSource database, Work<T, E> work)
      throws SQLException, E {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        set(connection, TRYING);
        T result = work.run(connection);
        connection.rollback();
        connection.setAutoCommit(true);
        return result;
      } catch (Throwable e) {
        giveUp(connection, e);
        throw e;
      }
    }
  }

  private static void set(Connection connection, List<String> settings) throws SQLException {
    Together together = new Together(connection);
    settings.forEach(setting -> together.add(setting, Together.Parameters.NONE));
    together.run();
  }

  /** Whether trying again may help. */
  public static boolean isTransient(SQLException e) {
    return Set.of(SERIALIZATION_FAILURE, DEADLOCK).contains(String.valueOf(e.getSQLState()));
  }
}
