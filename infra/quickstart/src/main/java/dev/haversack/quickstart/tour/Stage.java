package dev.haversack.quickstart.tour;

import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.contract.model.Me;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Credentials;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.SyncReport;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/** Who takes part in one run of the tour, and what it is about. */
final class Stage {

  /** Far more than anything takes on a slow machine. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final String OPPORTUNITY = "opportunity";

  private final SuiteFile suite;
  private final Narrator narrator;
  final ApiClient admin;
  final ApiClient manager;
  final ApiClient agent;
  final Device phone;
  final Device tablet;

  /** The opportunity that this run is about; another one in every run. */
  final UUID opportunity = UUID.randomUUID();

  Stage(SuiteFile suite, Narrator narrator) {
    this.suite = suite;
    this.narrator = narrator;
    admin = client(suite.cast().admin());
    manager = client(suite.cast().manager());
    agent = client(suite.cast().agent1());
    phone = new Device(agent);
    tablet = new Device(manager);
  }

  Narrator narrator() {
    return narrator;
  }

  String agentName() {
    return suite.cast().agent1();
  }

  String colleagueName() {
    return suite.cast().agent2();
  }

  String managerName() {
    return suite.cast().manager();
  }

  /** A new device of the other agent. */
  Device colleaguesPhone() {
    return new Device(client(colleagueName()));
  }

  /** The id of the other agent. */
  UUID colleagueId() {
    return client(colleagueName()).get("/profile/v1/me", Me.class).body().user().id();
  }

  /** Waits until datasets hold what was changed so far. */
  void awaitCheckpoint() {
    narrator.quietly(() ->
        Await.until(
            "the changes are in a checkpoint",
            PATIENCE,
            () ->
                admin.get("/dataset/v1/status", DatasetStatus.class).body().pendingChanges() == 0));
  }

  /**
   * Syncs a device, and again where the change is not in a checkpoint yet, until the device shows
   * what is expected.
   */
  SyncReport syncUntil(String what, Device device, Predicate<SyncReport> reached) {
    awaitCheckpoint();
    SyncReport first = device.sync();
    if (reached.test(first)) {
      return first;
    }
    SyncReport[] last = {first};
    narrator.quietly(() ->
        Await.until(
            what,
            PATIENCE,
            () -> {
              last[0] = device.sync();
              return reached.test(last[0]);
            }));
    return last[0];
  }

  private ApiClient client(String userName) {
    return ApiClient.of(suite.urls(), Credentials.user(userName, "any"))
        .observedBy(exchange -> narrator.exchange(userName, exchange));
  }
}
