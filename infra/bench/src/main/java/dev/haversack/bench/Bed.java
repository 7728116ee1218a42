package dev.haversack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What all measures share: the suite, what they do to it, and how they wait for it. */
final class Bed {

  /** How long a device asks the server to wait for something new. */
  static final int WAIT_SECONDS = 30;

  private final Reader reader;
  private final ApiClient admin;
  private final Store store;
  private final Report report;
  private int furtherProfiles;

  Bed(Reader reader, ApiClient admin, Store store, Report report) {
    this.reader = reader;
    this.admin = admin;
    this.store = store;
    this.report = report;
  }

  Reader reader() {
    return reader;
  }

  ApiClient admin() {
    return admin;
  }

  Store store() {
    return store;
  }

  Report report() {
    return report;
  }

  /** Lets everybody take his accounts: slices are built over all that is there. */
  void takeAccounts() throws Exception {
    draft(Workforce.ownAccounts());
    publishAndWait();
  }

  /** Publishes further profiles with slices of accounts of their own, until there are so many. */
  void moreSlices(int slices) throws Exception {
    for (long before = store.slices(); before < slices; before = store.slices()) {
      furtherProfile();
      require(store.slices() > before, "a profile without a slice of its own");
    }
  }

  /** Publishes one further profile; each has a slice of accounts, and one of shared ones. */
  void furtherProfile() throws Exception {
    long before = status().configurationRevision();
    Profile profile = Workforce.further(++furtherProfiles);
    admin.put("/profile/v1/profiles/" + profile.id(), profile, Profile.class);
    publish(profile.id());
    await(() -> status().effectiveRevision() > before);
  }

  void draft(ProfileItem accounts) {
    admin.put(
        "/profile/v1/profiles/" + Workforce.FIELD, Workforce.field(accounts), Profile.class, "*");
  }

  void publishAndWait() throws Exception {
    long before = status().effectiveRevision();
    publish(Workforce.FIELD);
    await(() -> status().effectiveRevision() > before);
  }

  void publish(UUID profile) {
    admin.post(
        "/profile/v1/profiles/" + profile + "/publish",
        Json.object(),
        JsonNode.class,
        Map.of("If-Match", "*"));
  }

  private DatasetStatus status() {
    return admin.get("/dataset/v1/status", DatasetStatus.class).body();
  }

  void describe(String entity, UUID id, String text) {
    ObjectNode change = Json.object();
    change.putObject("attributes").put("description", text);
    admin.patch("/dataset/v1/records/" + entity + "/" + id, change, JsonNode.class, "*");
  }

  /** Until all is in a checkpoint and nothing waits for vacuum. */
  void settle() throws Exception {
    awaitCheckpoint();
    store.settle();
  }

  void awaitCheckpoint() throws Exception {
    await(store::allInCheckpoints);
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + 300_000_000_000L;
    while (!condition.call()) {
      require(System.nanoTime() < until, "no end within five minutes");
      Thread.sleep(5);
    }
  }

  Map<String, String> tokens(List<String> users) throws Exception {
    Map<String, String> tokens = new HashMap<>();
    for (int from = 0; from < users.size(); from += Workforce.TOGETHER) {
      List<String> some = users.subList(from, Math.min(users.size(), from + Workforce.TOGETHER));
      List<Reading> readings = atOnce(some, reader::snapshot);
      IntStream.range(0, some.size())
          .forEach(i -> tokens.put(some.get(i), readings.get(i).token()));
    }
    return tokens;
  }

  static List<String> seats() {
    return IntStream.range(0, Workforce.TOGETHER).mapToObj(Workforce::seat).toList();
  }

  interface Read {
    Reading of(String user) throws Exception;
  }

  static List<Reading> atOnce(List<String> users, Read read) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reading>> all =
          users.stream().map(user -> threads.submit(() -> read.of(user))).toList();
      List<Reading> readings = new ArrayList<>();
      for (Future<Reading> each : all) {
        readings.add(each.get());
      }
      return readings;
    }
  }

  /** What is measured must have happened. */
  static void require(boolean condition, String instead) {
    if (!condition) {
      throw new IllegalStateException("The benchmark met " + instead);
    }
  }
}
