package dev.haversack.bench;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;

/** The database of dataset-service, for what no API does: a million records, and the limits. */
final class Store implements AutoCloseable {

  private static final String ORGANIZATION = Workforce.IDS.organization().toString();

  private final String url;
  private final Connection connection;

  Store(String url) throws SQLException {
    this.url = url;
    connection = DriverManager.getConnection(url, "postgres", "");
  }

  /** Copies the pattern account, as if so many had been imported for this owner. */
  void accounts(UUID owner, int count) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
            SELECT p.org_id, p.entity, gen_random_uuid(), nextval('record_version'), ?, p.business_unit_id,
                   p.attributes || jsonb_build_object('name', 'Account ' || i, 'ownerid', ?::text, 'revenue', i * 20 % 1000000)
            FROM record p, generate_series(1, ?) AS i
            WHERE p.org_id = ?::uuid AND p.entity = 'account' AND p.record_id = ?
            """)) {
      insert.setObject(1, owner);
      insert.setString(2, owner.toString());
      insert.setInt(3, count);
      insert.setString(4, ORGANIZATION);
      insert.setObject(5, Workforce.IDS.of("account", "pattern"));
      insert.executeUpdate();
    }
  }

  /** Accounts of an owner, any. */
  List<UUID> some(UUID owner, int count) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT record_id FROM record WHERE org_id = ?::uuid AND owner_id = ? AND entity = 'account' LIMIT ?")) {
      select.setString(1, ORGANIZATION);
      select.setObject(2, owner);
      select.setInt(3, count);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return ids;
  }

  /**
   * An account as a device saw it.
   *
   * @param id the account
   * @param version its version
   */
  record Seen(UUID id, long version) {}

  /** Accounts of an owner as they are now, in the order of their ids. */
  List<Seen> seen(UUID owner, int from, int count) throws SQLException {
    List<Seen> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT record_id, version FROM record
            WHERE org_id = ?::uuid AND owner_id = ? AND entity = 'account'
            ORDER BY record_id OFFSET ? LIMIT ?
            """)) {
      select.setString(1, ORGANIZATION);
      select.setObject(2, owner);
      select.setInt(3, from);
      select.setInt(4, count);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new Seen(rows.getObject(1, UUID.class), rows.getLong(2)));
        }
      }
    }
    return found;
  }

  /** Committed updates of single rows a second, by primary key, as pgbench would do them. */
  double updateRate(int connections, int seconds) throws Exception {
    execute("CREATE TABLE bench_row (id int PRIMARY KEY, balance int NOT NULL, filler char(84))");
    execute("INSERT INTO bench_row SELECT i, 0, '' FROM generate_series(1, 100000) AS i");
    execute("VACUUM ANALYZE bench_row");
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    long done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> updates(until)));
      }
      for (Future<Long> each : all) {
        done += each.get();
      }
    }
    execute("DROP TABLE bench_row");
    return (double) done / seconds;
  }

  private long updates(long until) throws SQLException {
    long done = 0;
    try (Connection own = DriverManager.getConnection(url, "postgres", "");
        PreparedStatement update =
            own.prepareStatement("UPDATE bench_row SET balance = balance + 1 WHERE id = ?")) {
      while (System.nanoTime() < until) {
        update.setInt(1, 1 + ThreadLocalRandom.current().nextInt(100_000));
        update.executeUpdate();
        done++;
      }
    }
    return done;
  }

  /** Changes all accounts of an owner in one statement, as a bulk job would; returns how many. */
  int changeAll(UUID owner) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            WITH changed AS (
              UPDATE record SET version = nextval('record_version'),
                attributes = jsonb_set(attributes, '{revenue}', to_jsonb((attributes ->> 'revenue')::numeric + 1))
              WHERE org_id = ?::uuid AND owner_id = ? AND entity = 'account'
              RETURNING org_id, entity, record_id)
            INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM changed
            """)) {
      update.setString(1, ORGANIZATION);
      update.setObject(2, owner);
      return update.executeUpdate();
    }
  }

  /** Whether the slicer has closed a checkpoint over all that was committed. */
  boolean allInCheckpoints() throws SQLException {
    return number("SELECT count(*) FROM (SELECT FROM record_change LIMIT 1) AS waiting") == 0;
  }

  /** Active slices of accounts. */
  long slices() throws SQLException {
    return number("SELECT count(*) FROM slice WHERE entity = 'account' AND state = 'active'");
  }

  /** In how many slices the accounts of an owner are on average. */
  double slicesPerAccount(UUID owner) throws SQLException {
    return number(
            "SELECT count(*) FROM slice_row WHERE present AND record_id IN (SELECT record_id FROM record WHERE owner_id = '%s')"
                .formatted(owner))
        / (double) number("SELECT count(*) FROM record WHERE owner_id = '%s'".formatted(owner));
  }

  /** Rows inserted, updated and deleted in all tables so far, as the statistics tell. */
  long rowsWritten() throws SQLException {
    return number("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables");
  }

  /** Reads the accounts of an owner with {@code COPY}; returns how many a second. */
  double copyRate(UUID owner, int count) throws Exception {
    return copyRate(
        "SELECT row_to_json(r) FROM record r WHERE org_id = '%s' AND owner_id = '%s' AND entity = 'account'"
            .formatted(ORGANIZATION, owner),
        count);
  }

  private double copyRate(String query, int count) throws Exception {
    double[] millis =
        Times.millis(
            5,
            () ->
                connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT", OutputStream.nullOutputStream()));
    return count * 1e3 / Times.median(millis);
  }

  /** Milliseconds of committed updates of single records, by primary key, from here. */
  double[] updateMillis(UUID record, int times) throws Exception {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE record SET attributes = attributes WHERE org_id = ?::uuid AND entity = 'account' AND record_id = ?")) {
      update.setString(1, ORGANIZATION);
      update.setObject(2, record);
      return Times.millis(times, update::executeUpdate);
    }
  }

  /**
   * Seconds to evaluate a condition on all accounts and to keep the outcome: the least that any
   * slice costs.
   */
  double evaluationSeconds() throws Exception {
    double[] millis =
        Times.millis(
            1,
            () -> {
              execute(
                  "CREATE TABLE bench_outcome AS SELECT org_id, record_id, owner_id, version FROM record"
                      + " WHERE entity = 'account' AND (attributes ->> 'revenue')::numeric >= 100000");
              execute("ALTER TABLE bench_outcome ADD PRIMARY KEY (org_id, record_id)");
              return null;
            });
    execute("DROP TABLE bench_outcome");
    return millis[0] / 1e3;
  }

  /**
   * Statistics are fresh and nothing waits for vacuum. Checkpoints are PostgreSQL's own business:
   * after a forced one, each page is written to the log whole when it is touched first.
   */
  void settle() throws SQLException {
    execute("VACUUM ANALYZE");
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
