package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.dataset.sync.World.Rec;
import io.agroal.api.AgroalDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Slicer and database are killed at random moments while records are written and devices sync.
 * Afterwards every device holds what the definition says, and no checkpoint was lost or given
 * twice.
 */
class CrashTest {

  private static final int KILLS = Integer.getInteger("haversack.crash.kills", 8);
  private static final long SEED = 20261128L;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private final World world = new World();
  private final Chance chance = new Chance(world, SEED);
  private final Random kills = new Random(SEED);
  private volatile boolean over;
  private EmbeddedPostgres postgres;
  private AgroalDataSource database;
  private int port;

  @Test
  void killedAtAnyMomentNothingIsLost() throws Exception {
    start();
    try {
      chance.organization();
      Map<UUID, ?> users = world.users;
      var json = new ObjectMapper().findAndRegisterModules();
      var slicer =
          new SlicerEngine(
              database, json, (id, revision) -> world.modelFrom(revision), world.clock(), 20);
      var sync =
          new SyncEngine(
              database,
              json,
              (id, revision) -> world.modelFrom(revision),
              world.clock(),
              "k".repeat(32));
      configured();
      List<Device> devices =
          users.keySet().stream().map(u -> new Device(sync, world.organization, u)).toList();
      under(slicer, devices, this::kill);
      repeat(() -> {
        slicer.drain(world.organization);
        return true;
      });
      loadTruth();
      assertTrue(last >= KILLS / 2, "The slicer got on between the kills");
      for (Device device : devices) {
        Oracle oracle = new Oracle(world, device.user);
        if (oracle.hasProfile()) {
          repeat(device::sync);
          assertEquals(oracle.dataset(), device.held);
        }
      }
    } finally {
      database.close();
      postgres.close();
    }
  }

  /** Writers, a slicer and devices at once, while something happens again and again. */
  private void under(SlicerEngine slicer, List<Device> devices, Callable<Void> kill)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Random random = new Random(SEED + i);
        all.add(threads.submit(() -> loop(() -> write(random))));
      }
      all.add(threads.submit(() -> loop(() -> slicer.run(world.organization))));
      all.add(threads.submit(() -> loop(this::watch)));
      devices.forEach(device -> all.add(threads.submit(() -> loop(device::sync))));
      try {
        for (int i = 0; i < KILLS; i++) {
          if (i % 2 == 1) {
            awaitCheckpoint();
          }
          TimeUnit.MILLISECONDS.sleep(300 + kills.nextInt(900));
          kill.call();
        }
      } finally {
        over = true;
      }
      for (Future<Void> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** What a killed database answers is not what is tested here; what it holds afterwards is. */
  private Void loop(Callable<?> work) {
    while (!over) {
      try {
        work.call();
      } catch (AssertionError e) {
        throw e;
      } catch (Exception e) {
        Thread.onSpinWait();
      }
    }
    return null;
  }

  private Object write(Random random) throws SQLException {
    Key key =
        new Key(random.nextInt(4) == 0 ? "region" : "account", new UUID(9, random.nextInt(60)));
    List<UUID> owners = List.copyOf(world.users.keySet());
    UUID owner = key.entity().equals("region") ? null : owners.get(random.nextInt(owners.size()));
    ObjectNode values = World.values().put("name", "Alpine").put("statecode", random.nextInt(2));
    values
        .put("amount", random.nextInt(100))
        .put("regionid", new UUID(9, random.nextInt(60)).toString());
    try (Connection connection = database.getConnection()) {
      return switch (random.nextInt(8)) {
        case 0 -> execute(connection, World.DELETE, of(key), of(key), of(key));
        case 1 -> share(connection, key, owners.get(random.nextInt(owners.size())));
        default -> world.write(connection, key, owner, values);
      };
    }
  }

  /** A record that is there stays there until it is shared. */
  private Object share(Connection connection, Key key, UUID with) throws SQLException {
    connection.setAutoCommit(false);
    try {
      boolean present =
          execute(
              connection,
              "SELECT FROM record WHERE org_id = ? AND entity = ? AND record_id = ? FOR UPDATE",
              of(key));
      if (present) {
        execute(connection, World.SHARE, of(key), new Object[] {with, 1, with}, of(key));
      }
      connection.commit();
      return present;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private Object[] of(Key key) {
    return new Object[] {world.organization, key.entity(), key.id()};
  }

  /** Whether it finds or changes any. */
  private static boolean execute(Connection connection, String sql, Object[]... parts)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 1;
      for (Object value : Stream.of(parts).flatMap(Stream::of).toList()) {
        statement.setObject(i++, value);
      }
      if (!statement.execute()) {
        return statement.getUpdateCount() > 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next();
      }
    }
  }

  private volatile long last;

  /** Checkpoints only go on, whatever is killed. */
  private Object watch() throws SQLException {
    long position = number("SELECT position FROM organization_checkpoint WHERE org_id = '%s'");
    assertTrue(position >= last, () -> "Checkpoint " + last + " is lost");
    last = position;
    return position;
  }

  /** On a slow machine it must get on now and then, or there were nothing to lose. */
  private void awaitCheckpoint() throws InterruptedException {
    long before = last;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (last == before && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Now all sessions, the slicer's among them; now the whole server. */
  private Void kill() throws Exception {
    if (kills.nextBoolean()) {
      repeat(() -> {
        try (Connection connection = database.getConnection();
            Statement statement = connection.createStatement()) {
          return statement.execute(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        }
      });
    } else {
      long pid =
          Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      List<ProcessHandle> children = server.children().toList();
      server.destroyForcibly();
      server.onExit().get(10, TimeUnit.SECONDS);
      for (ProcessHandle child : children) {
        child.destroyForcibly();
        child.onExit().get(10, TimeUnit.SECONDS);
      }
      // There is nothing left to stop; but the library holds a lock on the folder until then.
      postgres.close();
      Files.deleteIfExists(folder.resolve("data/postmaster.pid"));
      boot();
    }
    return null;
  }

  private void start() throws Exception {
    boot();
    port = postgres.getPort();
    database = TestDatabase.prepared(postgres.getJdbcUrl("postgres", "postgres"));
  }

  private void boot() throws Exception {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            // The machine is not killed; but what was committed must be in the log.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "off");
    postgres = port == 0 ? builder.start() : builder.setPort(port).start();
  }

  private void configured() throws SQLException {
    world.revise();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO configuration_change (org_id) VALUES ('%1$s'); INSERT INTO configuration_revision (org_id, revision) VALUES ('%1$s', 1)"
              .formatted(world.organization));
    }
  }

  private void loadTruth() throws Exception {
    repeat(() -> {
      world.records.clear();
      ObjectMapper json = new ObjectMapper();
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT entity, record_id, version, owner_id, business_unit_id, attributes::text FROM record")) {
        while (rows.next()) {
          world.records.put(
              new Key(rows.getString(1), rows.getObject(2, UUID.class)),
              new Rec(
                  rows.getLong(3),
                  rows.getObject(4, UUID.class),
                  rows.getObject(5, UUID.class),
                  json.readValue(rows.getString(6), ObjectNode.class)));
        }
      }
      return true;
    });
    repeat(() -> {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT entity, record_id, principal_id, own_rights FROM record_share WHERE own_rights <> 0")) {
        while (rows.next()) {
          world.noteShare(
              new Key(rows.getString(1), rows.getObject(2, UUID.class)),
              rows.getObject(3, UUID.class),
              rows.getInt(4));
        }
      }
      return true;
    });
  }

  /** Connections of the time before the last kill may still be in the pool. */
  private static void repeat(Callable<?> work) throws Exception {
    for (int i = 0; ; i++) {
      try {
        work.call();
        return;
      } catch (SQLException e) {
        if (i == 30) {
          throw e;
        }
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.formatted(world.organization))) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
