package dev.haversack.quickstart.suite;

import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.DemoUsers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole suite as processes of this machine. */
public final class Suite implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final String DEMO_SECRET = "demo-only-secret";

  private final Ports ports;
  private final Database database;
  private final ManagedProcess issuer;
  private final Map<ServiceName, ManagedProcess> services = new EnumMap<>(ServiceName.class);

  private Suite(Ports ports, Database database, ManagedProcess issuer) {
    this.ports = ports;
    this.database = database;
    this.issuer = issuer;
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @param repository the folder with the built services
   * @param folder where data and logs go
   * @param ports the ports to use
   * @param users who gets tokens
   * @throws IOException when something does not start; the message names the log to read
   */
  public static Suite start(
      Path repository, Path folder, Ports ports, List<DemoUsers.DemoUser> users)
      throws IOException, SQLException, InterruptedException {
    ports.requireFree();
    Files.createDirectories(folder);
    Database database = Database.start(folder.resolve("postgres"), ports.postgres());
    ManagedProcess issuer = Issuer.process(ports.issuer(), users, repository, folder);
    Suite suite = new Suite(ports, database, issuer);
    try {
      // The services ask it for its keys as they start.
      issuer.start();
      issuer.awaitReady(LONGEST_START);
      for (ServiceName service : ServiceName.values()) {
        ManagedProcess process = suite.process(service, repository, folder);
        suite.services.put(service, process);
        process.start();
      }
      for (ManagedProcess process : suite.services.values()) {
        process.awaitReady(LONGEST_START);
      }
      return suite;
    } catch (IOException | InterruptedException e) {
      suite.close();
      throw e;
    }
  }

  /** Where everything answers. */
  public SuiteUrls urls() {
    return new SuiteUrls(
        Issuer.url(ports.issuer()),
        url(ServiceName.PROFILE),
        url(ServiceName.DATASET),
        url(ServiceName.REPLAY),
        url(ServiceName.CONFLICT));
  }

  /** The process of a service, to kill and to start again. */
  public ManagedProcess service(ServiceName service) {
    return java.util.Objects.requireNonNull(services.get(service));
  }

  /** The JDBC URL of a service's database. */
  public String databaseUrl(ServiceName service) {
    return database.url(service);
  }

  /** Stops everything, PostgreSQL last. */
  @Override
  public void close() {
    services.values().parallelStream().forEach(ManagedProcess::close);
    try {
      // It holds no state, and takes its time over an ordinary stop.
      issuer.kill();
      database.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private URI url(ServiceName service) {
    return URI.create("http://localhost:" + service.port(ports));
  }

  private ManagedProcess process(ServiceName service, Path repository, Path folder) {
    Path jar =
        repository.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
    return new ManagedProcess(
        service.moduleName(),
        List.of(
            Java.executable(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar.toString()),
        environment(service),
        URI.create(url(service) + "/q/health/ready"),
        folder.resolve(service.moduleName() + ".log"));
  }

  private Map<String, String> environment(ServiceName service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(service.port(ports)));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.url(service));
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "");
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", Issuer.url(ports.issuer()).toString());
    environment.put("HAVERSACK_CLIENT_ID", service.moduleName());
    environment.put("HAVERSACK_CLIENT_SECRET", DEMO_SECRET);
    environment.put("HAVERSACK_DEMO", "true");
    environment.put("HAVERSACK_PROFILE_SERVICE_URL", url(ServiceName.PROFILE).toString());
    environment.put("HAVERSACK_DATASET_SERVICE_URL", url(ServiceName.DATASET).toString());
    environment.put("HAVERSACK_REPLAY_SERVICE_URL", url(ServiceName.REPLAY).toString());
    environment.put("HAVERSACK_CONFLICT_SERVICE_URL", url(ServiceName.CONFLICT).toString());
    return environment;
  }
}
