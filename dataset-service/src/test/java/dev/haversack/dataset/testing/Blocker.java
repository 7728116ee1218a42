package dev.haversack.dataset.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** Somebody else's transaction, which stands in the way until it ends. */
public final class Blocker implements AutoCloseable {

  public static final Duration LONG = Duration.ofSeconds(30);

  private static final String LOCK =
      "SELECT FROM record WHERE org_id = ? AND record_id = ? FOR UPDATE";
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE ? = ANY (pg_blocking_pids(pid))";

  private final DataSource database;
  private final Connection connection;
  private final int pid;

  public Blocker(DataSource database) throws SQLException {
    this.database = database;
    this.connection = database.getConnection();
    connection.setAutoCommit(false);
    this.pid = (int) number(connection, "SELECT pg_backend_pid()");
  }

  /** Keeps a record. */
  public Blocker lock(UUID organizationId, UUID recordId) throws SQLException {
    return execute(LOCK, organizationId, recordId);
  }

  public Blocker execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.execute();
    }
    return this;
  }

  /** Until somebody waits for this transaction, and not for any other. */
  public void awaitWaiting() {
    await(() -> number(database, WAITING, pid) > 0);
  }

  public void rollback() throws SQLException {
    connection.rollback();
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  public static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  /** What a query that yields one number yields. */
  public static long number(DataSource database, String sql, Object... parameters)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      return number(connection, sql, parameters);
    }
  }

  private static long number(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
