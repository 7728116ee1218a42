package dev.haversack.quickstart;

import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Credentials;
import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.CrmSalesData;
import dev.haversack.quickstart.data.DataFolderException;
import dev.haversack.quickstart.data.DemoData;
import dev.haversack.quickstart.data.DemoUsers;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationLoader;
import dev.haversack.quickstart.suite.Ports;
import dev.haversack.quickstart.suite.Suite;
import dev.haversack.quickstart.tour.SuiteFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts the whole suite with a demo organization, says what to do next, and runs until Ctrl-C. */
public final class Quickstart {

  private static final PrintStream OUT = System.out;

  private Quickstart() {}

  /** Arguments: {@code --data FOLDER} for the CRM data, {@code --home FOLDER} for data and logs. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(".haversack").toAbsolutePath();
    Path data = null;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      Path folder = Path.of(arguments[i + 1]).toAbsolutePath().normalize();
      switch (arguments[i]) {
        case "--data" -> data = folder;
        case "--home" -> home = folder;
        default -> fail("Unknown argument: " + arguments[i]);
      }
    }
    try {
      run(home, data == null ? DemoData.organization() : CrmSalesData.read(data));
    } catch (DataFolderException | IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void run(Path home, OrganizationData organization) throws Exception {
    Files.createDirectories(home);
    Path suiteFile = home.resolve(SuiteFile.NAME);
    OUT.println("Starting PostgreSQL, the issuer and the four services; data and logs: " + home);
    Suite suite =
        Suite.start(Path.of("").toAbsolutePath(), home, Ports.usual(), DemoUsers.of(organization));
    Files.deleteIfExists(suiteFile);
    load(suite.urls(), organization);
    SuiteFile.of(suite.urls(), organization).write(suiteFile);
    announce(suite.urls(), organization);
    suite.keepRunning(OUT::println);
  }

  private static void load(SuiteUrls urls, OrganizationData organization) {
    OUT.println("Loading the organization " + organization.name() + " ...");
    ApiClient admin = ApiClient.of(urls, Credentials.user(organization.cast().admin(), "any"));
    ApiClient service =
        ApiClient.of(urls, Credentials.service("profile-service", "any", organization.id()));
    new OrganizationLoader(admin, service, OUT::println).load(organization);
  }

  private static void announce(SuiteUrls urls, OrganizationData organization) {
    List<String> users =
        DemoUsers.of(organization).stream().map(DemoUsers.DemoUser::userName).limit(50).toList();
    OUT.println();
    OUT.println(
        "Haversack is ready: organization " + organization.name() + " (" + organization.id() + ")");
    OUT.printf("  profile-service   %s%n", urls.profile());
    OUT.printf("  dataset-service   %s%n", urls.dataset());
    OUT.printf("  replay-service    %s%n", urls.replay());
    OUT.printf("  conflict-service  %s%n", urls.conflict());
    OUT.printf(
        "  issuer            %s   (a mock: it checks no password, never use it for real data)%n",
        urls.issuer());
    OUT.printf("Users: %s%n", String.join(", ", users));
    OUT.printf("Administrator: %s%n", organization.cast().admin());
    OUT.println("A token:");
    OUT.printf(
        "  curl -s %s -d grant_type=password -d client_id=cli -d password=any -d username=%s%n",
        urls.token(), organization.cast().agent1());
    OUT.println(
        "Next: infra/quickstart/tour in another terminal, or the guide in README.md. Ctrl-C stops everything.");
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
