package dev.haversack.quickstart.suite;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A real PostgreSQL in a folder of its own, with one database per service; the folder survives
 * restarts.
 */
final class Database implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration LONGEST_END = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 50;
  private static final Duration SESSIONS_END = Duration.ofSeconds(3);

  private final Path folder;
  private final int port;
  private final Map<String, String> settings;
  private EmbeddedPostgres postgres;
  private ProcessHandle postmaster;
  private volatile boolean closing;

  private Database(Path folder, int port, Map<String, String> settings) throws IOException {
    this.folder = folder;
    this.port = port;
    this.settings = Map.copyOf(settings);
    this.postgres = postgres();
    this.postmaster = postmaster(folder);
  }

  static Database start(Path folder, int port, Map<String, String> settings)
      throws IOException, SQLException {
    Database database = new Database(folder, port, settings);
    for (ServiceName service : ServiceName.values()) {
      database.createIfMissing(service.databaseName());
    }
    return database;
  }

  private static ProcessHandle postmaster(Path folder) throws IOException {
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new IOException("PostgreSQL has ended while starting."));
  }

  private EmbeddedPostgres postgres() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    try {
      builder
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          // The suite stops it, after the services that use it; but it may not come to that.
          .setRegisterShutdownHook(true)
          .setPort(port)
          // Letters of all languages have two cases, whatever the machine's own locale is.
          .setLocaleConfig("locale-provider", "builtin")
          .setLocaleConfig("builtin-locale", "C.UTF-8")
          // The library starts it without; what is committed must survive process and machine.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "200")
          .setServerConfig("shared_buffers", "256MB")
          .setPGStartupWait(LONGEST_START)
          .setOutputRedirector(
              ProcessBuilder.Redirect.appendTo(folder.resolveSibling("postgres.log").toFile()))
          .setErrorRedirector(
              ProcessBuilder.Redirect.appendTo(folder.resolveSibling("postgres.log").toFile()));
      settings.forEach(builder::setServerConfig);
      return builder.start();
    } catch (IllegalStateException e) {
      // How the library says that another process holds the folder's lock.
      throw new IOException(folder + " is in use; is Haversack running already?", e);
    }
  }

  /** Stops it, with all connections broken off, and starts it again. */
  synchronized void restart() throws IOException {
    postgres.close();
    if (closing) {
      return;
    }
    postgres = postgres();
    postmaster = postmaster(folder);
  }

  /**
   * Has it end in the middle of everything, as if it was killed, and starts it again: what was
   * committed without waiting for the disk may be gone.
   */
  void crash() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
        .inheritIO()
        .start()
        .waitFor();
    for (int i = 0; i < LONGEST_END.toMillis() / PAUSE_MILLIS && postmaster.isAlive(); i++) {
      Thread.sleep(PAUSE_MILLIS);
    }
    restart();
  }

  /** Starts it again when it has ended; says whether it was so. */
  boolean startAgainIfEnded() throws IOException, InterruptedException {
    boolean ended = !postmaster.isAlive();
    if (ended) {
      // Of one that was killed the sessions end by themselves, and must be gone before.
      Thread.sleep(SESSIONS_END);
      ended = !closing;
      restart();
    }
    return ended;
  }

  String url(ServiceName service) {
    return "jdbc:postgresql://localhost:" + port + "/" + service.databaseName();
  }

  private void createIfMissing(String name) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
      if (!found.next()) {
        try (Statement create = connection.createStatement()) {
          create.execute("CREATE DATABASE " + name);
        }
      }
    }
  }

  /**
   * From now on it is not started again: it may be stopped as soon as the process is told to end.
   */
  void closing() {
    closing = true;
  }

  @Override
  public synchronized void close() throws IOException {
    closing();
    postgres.close();
  }
}
