package dev.haversack.quickstart.suite;

import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.DemoUsers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole suite as processes of this machine. */
public final class Suite implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String DEMO_SECRET = "demo-only-secret";

  private final Ports ports;
  private final Database database;
  private final ManagedProcess issuer;
  private final @Nullable URI gateway;
  private final List<String> options;
  private final Map<ServiceName, List<ManagedProcess>> services = new EnumMap<>(ServiceName.class);

  private Suite(
      Ports ports,
      Database database,
      ManagedProcess issuer,
      @Nullable URI gateway,
      List<String> options) {
    this.ports = ports;
    this.database = database;
    this.issuer = issuer;
    this.gateway = gateway;
    this.options = List.copyOf(options);
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
    return start(repository, folder, List.of(ports), users, null, SuiteSettings.USUAL);
  }

  /**
   * Starts everything, with several instances of each service, and waits until it is ready.
   *
   * @param instances the ports of each instance; PostgreSQL and the issuer are there once, on the
   *     first ones
   * @param gateway where the services reach each other; directly when null
   * @param settings what is not as usual
   * @throws IOException when something does not start; the message names the log to read
   */
  public static Suite start(
      Path repository,
      Path folder,
      List<Ports> instances,
      List<DemoUsers.DemoUser> users,
      @Nullable URI gateway,
      SuiteSettings settings)
      throws IOException, SQLException, InterruptedException {
    Ports ports = instances.getFirst();
    for (Ports each : instances) {
      each.requireFree();
    }
    Files.createDirectories(folder);
    Database database =
        Database.start(folder.resolve("postgres"), ports.postgres(), settings.database());
    ManagedProcess issuer = Issuer.process(ports.issuer(), users, repository, folder);
    Suite suite = new Suite(ports, database, issuer, gateway, settings.options());
    // Whoever starts it may be stopped before it is there, and shall leave nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
    try {
      // The services ask it for its keys as they start.
      issuer.start();
      issuer.awaitReady(LONGEST_START);
      for (int i = 0; i < instances.size(); i++) {
        // One after the other: the first one brings the databases up to date.
        suite.startServices(
            ports.withServicesOf(instances.get(i)),
            i == 0 ? "" : "-" + (i + 1),
            repository,
            folder);
      }
      return suite;
    } catch (IOException | InterruptedException e) {
      suite.close();
      throw e;
    }
  }

  private void startServices(Ports here, String suffix, Path repository, Path folder)
      throws IOException, InterruptedException {
    List<ManagedProcess> started = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      ManagedProcess process = process(service, here, suffix, repository, folder);
      services.computeIfAbsent(service, name -> new ArrayList<>()).add(process);
      process.start();
      started.add(process);
    }
    for (ManagedProcess process : started) {
      process.awaitReady(LONGEST_START);
    }
  }

  /** Where everything answers; of several instances the first. */
  public SuiteUrls urls() {
    return new SuiteUrls(
        Issuer.url(ports.issuer()),
        url(ServiceName.PROFILE),
        url(ServiceName.DATASET),
        url(ServiceName.REPLAY),
        url(ServiceName.CONFLICT));
  }

  /** The process of a service, to kill and to start again; of several instances the first. */
  public ManagedProcess service(ServiceName service) {
    return instances(service).getFirst();
  }

  /** The processes of a service. */
  public List<ManagedProcess> instances(ServiceName service) {
    return Objects.requireNonNull(services.get(service));
  }

  /** Has PostgreSQL stop, with all connections broken off, and start again. */
  public void restartDatabase() throws IOException {
    database.restart();
  }

  /** Has PostgreSQL end without finishing anything, as if it was killed, and start again. */
  public void crashDatabase() throws IOException, InterruptedException {
    database.crash();
  }

  /**
   * Starts whatever ends again, until the suite is closed: who tries Haversack out may kill a
   * service or the database, and see that nothing is lost. What ends again and again is given more
   * and more time.
   *
   * @param told hears of it
   */
  public void keepRunning(Consumer<String> told) throws IOException, InterruptedException {
    Duration pause = BETWEEN_LOOKS;
    while (!Thread.currentThread().isInterrupted()) {
      boolean anyEnded = database.startAgainIfEnded();
      if (anyEnded) {
        told.accept("PostgreSQL has ended; it is started again.");
      }
      for (ManagedProcess process : processes()) {
        if (process.startAgainIfEnded()) {
          anyEnded = true;
          told.accept(
              "%s has ended; it is started again (its log: %s)."
                  .formatted(process.name(), process.log()));
        }
      }
      pause = anyEnded ? longer(pause) : BETWEEN_LOOKS;
      Thread.sleep(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private List<ManagedProcess> processes() {
    return Stream.concat(Stream.of(issuer), services.values().stream().flatMap(List::stream))
        .toList();
  }

  /** The JDBC URL of a service's database. */
  public String databaseUrl(ServiceName service) {
    return database.url(service);
  }

  /** Stops everything, PostgreSQL last. */
  @Override
  public void close() {
    database.closing();
    processes().forEach(ManagedProcess::end);
    services.values().stream().flatMap(List::stream).toList().parallelStream()
        .forEach(ManagedProcess::close);
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

  /** Where services reach another one. */
  private URI reach(ServiceName service) {
    return gateway == null ? url(service) : gateway;
  }

  private ManagedProcess process(
      ServiceName service, Ports here, String suffix, Path repository, Path folder) {
    Path jar =
        repository.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Java.executable(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    return new ManagedProcess(
        service.moduleName() + suffix,
        command,
        environment(service, here),
        URI.create("http://localhost:" + service.port(here) + "/q/health/ready"),
        folder.resolve(service.moduleName() + suffix + ".log"));
  }

  private Map<String, String> environment(ServiceName service, Ports here) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(service.port(here)));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.url(service));
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "");
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", Issuer.url(ports.issuer()).toString());
    environment.put("HAVERSACK_CLIENT_ID", service.moduleName());
    environment.put("HAVERSACK_CLIENT_SECRET", DEMO_SECRET);
    environment.put("HAVERSACK_DEMO", "true");
    environment.put("HAVERSACK_PROFILE_SERVICE_URL", reach(ServiceName.PROFILE).toString());
    environment.put("HAVERSACK_DATASET_SERVICE_URL", reach(ServiceName.DATASET).toString());
    environment.put("HAVERSACK_REPLAY_SERVICE_URL", reach(ServiceName.REPLAY).toString());
    environment.put("HAVERSACK_CONFLICT_SERVICE_URL", reach(ServiceName.CONFLICT).toString());
    return environment;
  }
}
