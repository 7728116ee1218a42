package dev.haversack.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The database of replay-service: whether it has work left, and a backlog that no device made. */
final class ReplayStore implements AutoCloseable {

  private static final String DEADLOCK = "40P01";
  private static final int MOST_TRIES = 20;

  private final Connection connection;

  ReplayStore(String url) throws SQLException {
    connection = DriverManager.getConnection(url, "postgres", "");
  }

  /** Whether no device has anything to do. */
  boolean isIdle() throws SQLException {
    return number("SELECT count(*) FROM device_work") == 0;
  }

  /** Actions of a device that stand so. */
  long count(UUID device, String state) throws SQLException {
    return number(
        "SELECT count(*) FROM action WHERE device_id = '%s' AND state = '%s'"
            .formatted(device, state));
  }

  /** Actions of all devices that stand so; reads all of them. */
  long count(String state) throws SQLException {
    return number("SELECT count(*) FROM action WHERE state = '%s'".formatted(state));
  }

  /**
   * Queues updates as if devices had uploaded them; nobody works on them before {@link #release}.
   *
   * @param records of the same user, each of which is updated in turn
   */
  void backlog(UUID user, UUID[] records, int devices, int each) throws SQLException {
    String organization = Workforce.IDS.organization().toString();
    connection.setAutoCommit(false);
    execute("CREATE TEMP TABLE backlog (device_id uuid, n int) ON COMMIT DROP");
    execute(
        "INSERT INTO backlog SELECT gen_random_uuid(), n FROM generate_series(1, %d) AS n"
            .formatted(devices));
    execute(
        """
        INSERT INTO device (org_id, device_id, user_id, last_sequence, last_upload_at)
        SELECT '%s', device_id, '%s', %d, now() FROM backlog
        """
            .formatted(organization, user, each));
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO action (org_id, device_id, sequence, action_id, content_hash, entity, record_id,
              operation, attributes, content_size)
            SELECT '%s', device_id, s, gen_random_uuid(), '\\x00', 'account',
              (?::uuid[])[1 + (n * 7919 + s * 31) %% ?], 'update',
              jsonb_build_object('description', 'Queued ' || s), 30
            FROM backlog, generate_series(1, %d) AS s
            """
                .formatted(organization, each))) {
      insert.setArray(1, connection.createArrayOf("uuid", records));
      insert.setInt(2, records.length);
      insert.executeUpdate();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Lets workers find what is queued when they look the next time. */
  void release() throws SQLException {
    execute(
        "INSERT INTO device_work (org_id, device_id, due_at) SELECT org_id, device_id, now() FROM device");
  }

  /** As {@link Store#settle}. */
  void settle() throws SQLException {
    execute("VACUUM ANALYZE");
  }

  /** Forgets whatever devices did; workers that look for work meanwhile may be in the way. */
  void clear() throws SQLException {
    for (int tries = 1; ; tries++) {
      try {
        execute(
            "TRUNCATE device_work, device, action, batch, pin_report, command_output, resolution");
        return;
      } catch (SQLException e) {
        if (!DEADLOCK.equals(e.getSQLState()) || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
