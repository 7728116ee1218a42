package dev.haversack.bench;

import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Credentials;
import dev.haversack.quickstart.data.DemoUsers;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationLoader;
import dev.haversack.quickstart.suite.Ports;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import dev.haversack.quickstart.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Starts a suite of its own, fills it, measures, and throws it away. */
public final class Bench {

  private static final PrintStream OUT = System.out;
  private static final Path TARGET = Path.of("infra/bench/target");
  private static final int LEAST_RECORDS = 200_000;
  private static final int MOST_RECORDS = 100_000_000;
  private static final int USUAL_BUFFERS = 256;
  private static final int LEAST_BUFFERS = 16;
  private static final int MOST_BUFFERS = 1_000_000;
  private static final int LEAST_USERS = 60;

  /** With those who hold accounts as many as may be in one team. */
  private static final int MOST_USERS = 9_996;

  private Bench() {}

  /**
   * Measures.
   *
   * @param arguments {@code --records N}, {@code --users N}, {@code --buffers MB}
   */
  public static void main(String[] arguments) throws Exception {
    int records = option(List.of(arguments), "--records", 1_000_000, LEAST_RECORDS, MOST_RECORDS);
    int users = option(List.of(arguments), "--users", 1_000, LEAST_USERS, MOST_USERS);
    int buffers =
        option(List.of(arguments), "--buffers", USUAL_BUFFERS, LEAST_BUFFERS, MOST_BUFFERS);
    Path home = TARGET.resolve("suite").toAbsolutePath();
    deleteAll(home);
    OrganizationData organization = new Workforce(users).organization();
    try (Suite suite =
        Suite.start(
            Path.of("").toAbsolutePath(),
            home,
            Ports.free(1),
            DemoUsers.of(organization),
            null,
            new SuiteSettings(List.of(), Map.of("shared_buffers", buffers + "MB")))) {
      measure(suite, home, organization, records, users, buffers);
    } finally {
      deleteAll(home);
    }
  }

  private static void measure(
      Suite suite, Path home, OrganizationData organization, int records, int users, int buffers)
      throws Exception {
    ApiClient admin = ApiClient.of(suite.urls(), Credentials.user(Workforce.ADMIN, "any"));
    ApiClient service =
        ApiClient.of(
            suite.urls(), Credentials.service("profile-service", "any", organization.id()));
    try (Store store = new Store(suite.databaseUrl(ServiceName.DATASET))) {
      new OrganizationLoader(admin, service, OUT::println).load(organization);
      int huge = fill(store, records);
      Report report = new Report(OUT);
      ServerTimes serverTimes = new ServerTimes(home.resolve("dataset-service.log"));
      Bed bed = new Bed(new Reader(suite.urls()), admin, store, report);
      bed.takeAccounts();
      bed.furtherProfile();
      store.settle();
      Downloads downloads = new Downloads(bed);
      downloads.warmUp();
      downloads.alone();
      downloads.together();
      try (ReplayStore queue = new ReplayStore(suite.databaseUrl(ServiceName.REPLAY))) {
        new Replays(bed, suite.urls(), queue).measure();
      }
      bed.settle();
      new Deltas(bed, serverTimes).measure(huge);
      bed.settle();
      new FanOut(bed).measure(users);
      bed.settle();
      new Liveness(bed).measure(records);
      bed.settle();
      new AccessFlip(bed).measure();
      bed.settle();
      new Intake(bed).measure(25_000);
      bed.settle();
      new ProfileEdit(bed).measure(users, records);
      bed.moreSlices(20);
      bed.settle();
      new Intake(bed).measure(12_000);
      report.finish(TARGET.resolve("results.json"), records, users, buffers);
    }
  }

  /** Puts records where the slices will find them; says how many the largest owner has. */
  private static int fill(Store store, int records) throws Exception {
    OUT.printf("Filling in %,d accounts ...%n", records);
    store.accounts(Workforce.user(Workforce.LARGE), Workforce.LARGE_COUNT);
    store.accounts(Workforce.TEAM, Workforce.TEAM_COUNT);
    for (int i = 0; i < Workforce.TOGETHER; i++) {
      store.accounts(Workforce.user(Workforce.seat(i)), Workforce.EACH_COUNT);
    }
    int rest =
        records
            - Workforce.LARGE_COUNT
            - Workforce.TEAM_COUNT
            - Workforce.TOGETHER * Workforce.EACH_COUNT;
    int huge = Math.max(0, Math.min(rest, records / 2));
    store.accounts(Workforce.user(Workforce.HUGE), huge);
    store.accounts(UUID.randomUUID(), rest - huge);
    return huge;
  }

  private static int option(
      List<String> arguments, String name, int otherwise, int least, int most) {
    int at = arguments.indexOf(name);
    int value = at < 0 ? otherwise : Integer.parseInt(arguments.get(at + 1));
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s must be from %,d to %,d".formatted(name, least, most));
    }
    return value;
  }

  private static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
