package dev.haversack.acceptance;

import dev.haversack.acceptance.clock.ClockAgent;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Credentials;
import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.DemoUsers;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationLoader;
import dev.haversack.quickstart.suite.Ports;
import dev.haversack.quickstart.suite.Suite;
import dev.haversack.quickstart.suite.SuiteSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged suite, started anew for a test class on free ports. */
final class TestSuite {

  /**
   * When to stop waiting for what would never come. It is far longer than anything should take: a
   * service that was killed and starts again beside devices that upload with all their might gets a
   * small part of the processors, and was seen to need more than a minute on two.
   */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Where real data lies when it is present: beside the repository, or where the environment says.
   */
  static final Path DATA =
      Path.of(
          System.getenv()
              .getOrDefault(
                  "HAVERSACK_TEST_DATA",
                  repository().resolve("../shared/data").normalize().toString()));

  private TestSuite() {}

  static Path repository() {
    return Path.of(System.getProperty("haversack.repository", "../.."));
  }

  static Suite start(String name, OrganizationData organization) throws Exception {
    Path folder = Path.of(System.getProperty("haversack.workspace", "target/suite"), name);
    delete(folder);
    return Suite.start(
        repository(),
        folder.toAbsolutePath(),
        Ports.free(1).getFirst(),
        DemoUsers.of(organization));
  }

  /** With so many instances of each service, behind a network; their clocks jump. */
  static Suite start(
      String name, OrganizationData organization, int instances, LossyNetwork network)
      throws Exception {
    Path folder = Path.of(System.getProperty("haversack.workspace", "target/suite"), name);
    delete(folder);
    List<Ports> ports = Ports.free(instances);
    for (Ports each : ports) {
      network.route("profile", url(each.profile()));
      network.route("dataset", url(each.dataset()));
      network.route("replay", url(each.replay()));
      network.route("conflict", url(each.conflict()));
    }
    return Suite.start(
        repository(),
        folder.toAbsolutePath(),
        ports,
        DemoUsers.of(organization),
        network.url(),
        new SuiteSettings(List.of(ClockAgent.option(folder)), Map.of()));
  }

  private static URI url(int port) {
    return URI.create("http://localhost:" + port);
  }

  static ApiClient client(SuiteUrls urls, String userName) {
    return ApiClient.of(urls, Credentials.user(userName, "any"));
  }

  static void load(Suite suite, OrganizationData organization) {
    ApiClient service =
        ApiClient.of(
            suite.urls(), Credentials.service("profile-service", "any", organization.id()));
    new OrganizationLoader(client(suite.urls(), organization.cast().admin()), service, line -> {})
        .load(organization);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestSuite::deleteFile);
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
