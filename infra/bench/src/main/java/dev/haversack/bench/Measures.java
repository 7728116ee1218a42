package dev.haversack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Team;
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

/** What is measured. Each goes on from the state that the one before left. */
final class Measures {

  private static final int ROUNDS = 5;
  private static final int WARM_UP_ROUNDS = 15;
  private static final int WARM_UP_CHANGES = 50;
  private static final int WAIT_SECONDS = 30;

  /** Waiting requests have surely arrived by then. */
  private static final long UNTIL_ALL_WAIT_MILLIS = 300;

  /** Statistics of the database come with a delay of up to a second. */
  private static final long STATISTICS_MILLIS = 2_500;

  private final Reader reader;
  private final ServerTimes serverTimes;
  private final ApiClient admin;
  private final Store store;
  private final Report report;
  private int furtherProfiles;

  Measures(Reader reader, ServerTimes serverTimes, ApiClient admin, Store store, Report report) {
    this.reader = reader;
    this.serverTimes = serverTimes;
    this.admin = admin;
    this.store = store;
    this.report = report;
  }

  /** Lets everybody take his accounts: slices are built over all that is there. */
  void takeAccounts() throws Exception {
    draft(Workforce.ownAccounts());
    publishAndWait();
  }

  /** As long as a service that has been up for minutes: its code is compiled by then. */
  void warmUp() throws Exception {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      String token = reader.snapshot(Workforce.LARGE).token();
      atOnce(seats(), reader::snapshot);
      for (UUID account : store.some(Workforce.user(Workforce.LARGE), WARM_UP_CHANGES)) {
        describe("account", account, "Warm " + System.nanoTime());
        reader.delta(Workforce.LARGE, token, WAIT_SECONDS);
      }
    }
  }

  /** One user's first download. */
  void snapshot() throws Exception {
    int count = Workforce.LARGE_COUNT;
    double limit = store.copyRate(Workforce.user(Workforce.LARGE), count);
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Reading reading = reader.snapshot(Workforce.LARGE);
      require(reading.puts() >= count, "a snapshot of " + reading.puts());
      rates[i] = reading.rate();
    }
    double rate = Times.median(rates);
    report.add(
        new Result(
            "snapshot",
            "one user, 50,000 accounts",
            rate,
            "rows/s",
            limit,
            "COPY row_to_json",
            "0.6 × COPY and 150,000",
            rate >= 0.6 * limit && rate >= 150_000));
  }

  /** Many users' first downloads at once. */
  void together() throws Exception {
    List<String> seats = seats();
    seats.forEach(reader::token);
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      List<Reading> all = atOnce(seats, reader::snapshot);
      rates[i] = Times.rate(all.stream().mapToLong(Reading::rows).sum(), System.nanoTime() - start);
    }
    double rate = Times.median(rates);
    report.add(
        new Result(
            "snapshots together",
            "50 users, 2,200 accounts each",
            rate,
            "rows/s",
            store.copyRate(Workforce.user(Workforce.LARGE), Workforce.LARGE_COUNT),
            "COPY row_to_json",
            "130,000",
            rate >= 130_000));
  }

  /** Ten changes in a large dataset and in a huge one: the server's time, and the client's. */
  void delta(int huge) throws Exception {
    DeltaTimes large = deltaTimes(Workforce.LARGE);
    DeltaTimes hugest = deltaTimes(Workforce.HUGE);
    double update = Times.median(store.updateMillis(Workforce.IDS.of("account", "pattern"), 100));
    boolean independent = hugest.server() < 1.5 * large.server();
    delta(Workforce.LARGE_COUNT, large, update, large.server() < 3);
    delta(huge, hugest, update, hugest.server() < 3 && independent);
  }

  /** Medians in milliseconds. */
  private record DeltaTimes(double server, double client) {}

  private void delta(int count, DeltaTimes times, double limit, boolean reached) {
    String workload = "10 changes in %,d, p50 ".formatted(count);
    report.add(
        new Result(
            "delta",
            workload + "of the service",
            times.server(),
            "ms",
            limit,
            "one UPDATE",
            "3 ms, the same for both",
            reached));
    report.add(
        new Result(
            "delta",
            workload + "at the client",
            times.client(),
            "ms",
            limit,
            "one UPDATE",
            "",
            null));
  }

  private DeltaTimes deltaTimes(String user) throws Exception {
    String token = reader.snapshot(user).token();
    for (UUID account : store.some(Workforce.user(user), 10)) {
      describe("account", account, "Changed " + System.nanoTime());
    }
    awaitCheckpoint();
    double[] millis = new double[100];
    long mark = serverTimes.mark();
    for (int i = 0; i < millis.length; i++) {
      Reading reading = reader.delta(user, token);
      require(reading.puts() == 10, "a delta of " + reading.puts());
      millis[i] = reading.nanos() / 1e6;
    }
    double[] server = serverTimes.since(mark, "/dataset/v1/delta");
    require(server.length == millis.length, "an access log of " + server.length + " deltas");
    return new DeltaTimes(Times.median(server), Times.median(millis));
  }

  /**
   * One record that everybody holds: what it writes, and how soon the last of many waiting has it.
   */
  void fanOut(int users) throws Exception {
    Map<String, String> tokens = tokens(seats());
    double[] last = new double[20];
    for (int i = 0; i < last.length; i++) {
      last[i] = untilTheLastHasIt(tokens, i);
    }
    long few = rowsWrittenForOneChange();
    tokens(IntStream.range(0, users).mapToObj(Workforce::seat).toList());
    long many = rowsWrittenForOneChange();
    report.add(
        new Result(
            "fan-out",
            "rows written for one change that %,d users hold".formatted(users),
            many,
            "rows",
            (double) few,
            "for 50 users",
            "the same",
            many <= few));
    double median = Times.median(last);
    report.add(
        new Result(
            "fan-out",
            "until the last of 50 waiting devices has it, p50",
            median,
            "ms",
            Times.median(store.updateMillis(Workforce.IDS.of("account", "pattern"), 100)),
            "one UPDATE",
            "100 ms",
            median <= 100));
  }

  private double untilTheLastHasIt(Map<String, String> tokens, int round) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Reading>> waiting = new HashMap<>();
      tokens.forEach((user, token) ->
          waiting.put(user, threads.submit(() -> reader.delta(user, token, WAIT_SECONDS))));
      Thread.sleep(UNTIL_ALL_WAIT_MILLIS);
      long start = System.nanoTime();
      describe("product", Workforce.product(0), "Round " + round);
      for (Map.Entry<String, Future<Reading>> each : waiting.entrySet()) {
        Reading reading = each.getValue().get();
        require(reading.puts() == 1, "a waiting device got " + reading.puts());
        tokens.put(each.getKey(), reading.token());
      }
      return Times.since(start);
    }
  }

  /** The least of some: whatever else the service does meanwhile writes too. */
  private long rowsWrittenForOneChange() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, rowsWritten());
    }
    return least;
  }

  private long rowsWritten() throws Exception {
    Thread.sleep(STATISTICS_MILLIS);
    long before = store.rowsWritten();
    describe("product", Workforce.product(1), "At " + System.nanoTime());
    awaitCheckpoint();
    Thread.sleep(STATISTICS_MILLIS);
    return store.rowsWritten() - before;
  }

  /** From the request that changes a record until a waiting device has the change. */
  void liveness(int records) throws Exception {
    String token = reader.snapshot(Workforce.seat(0)).token();
    UUID account = store.some(Workforce.user(Workforce.seat(0)), 1).getFirst();
    double[] millis = new double[200];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < millis.length; i++) {
        String from = token;
        Future<Reading> waiting =
            threads.submit(() -> reader.delta(Workforce.seat(0), from, WAIT_SECONDS));
        Thread.sleep(50);
        long start = System.nanoTime();
        describe("account", account, "Paced " + i);
        Reading reading = waiting.get();
        millis[i] = Times.since(start);
        require(reading.puts() == 1, "a waiting device got " + reading.puts());
        token = reading.token();
      }
    }
    double update = Times.median(store.updateMillis(account, 100));
    double median = Times.median(millis);
    double p95 = Times.percentile(millis, 0.95);
    String workload = "PATCH sent until a waiting device has it, %,d records, ".formatted(records);
    report.add(
        new Result(
            "liveness",
            workload + "p50",
            median,
            "ms",
            update,
            "one UPDATE",
            "12 ms",
            median < 12));
    report.add(
        new Result(
            "liveness", workload + "p95", p95, "ms", update, "one UPDATE", "30 ms", p95 < 30));
  }

  /** A user leaves a team that owns many of his records, and joins again. */
  void accessFlip() throws Exception {
    double limit = store.copyRate(Workforce.TEAM, Workforce.TEAM_COUNT);
    String token = reader.snapshot(Workforce.MEMBER).token();
    List<Double> leaving = new ArrayList<>();
    List<Double> joining = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Reading left = flipped(List.of(), token);
      leaving.add(left.rate());
      Reading joined = flipped(List.of(Workforce.user(Workforce.MEMBER)), left.token());
      joining.add(joined.rate());
      token = joined.token();
    }
    report.add(flipResult("leaves", median(leaving), limit));
    report.add(flipResult("joins again", median(joining), limit));
  }

  private Reading flipped(List<UUID> members, String token) throws Exception {
    admin.put("/profile/v1/teams/" + Workforce.TEAM, Workforce.flip(members), Team.class, "*");
    Reading reading = reader.delta(Workforce.MEMBER, token);
    for (int tries = 0; reading.rows() == 0 && tries < 600; tries++) {
      Thread.sleep(50);
      reading = reader.delta(Workforce.MEMBER, token);
    }
    require(reading.rows() == Workforce.TEAM_COUNT, "a flip of " + reading.rows());
    return reading;
  }

  private static Result flipResult(String what, double rate, double limit) {
    return new Result(
        "access flip",
        "a member of the team that owns 10,000 accounts " + what,
        rate,
        "rows/s",
        limit,
        "COPY row_to_json",
        "100,000",
        rate >= 100_000);
  }

  /** Many records changed in one statement, until the checkpoint that holds them. */
  void intake(double target) throws Exception {
    UUID owner = Workforce.user(Workforce.LARGE);
    double[] statement = new double[3];
    double[] whole = new double[3];
    for (int i = 0; i < whole.length; i++) {
      long start = System.nanoTime();
      int changed = store.changeAll(owner);
      long committed = System.nanoTime();
      awaitCheckpoint();
      statement[i] = Times.rate(changed, committed - start);
      whole[i] = Times.rate(changed, System.nanoTime() - committed);
    }
    double rate = Times.median(whole);
    report.add(
        new Result(
            "intake",
            "50,000 changed in one statement, %d slices on the entity, each in %.1f"
                .formatted(store.slices(), store.slicesPerAccount(owner)),
            rate,
            "rows/s",
            Times.median(statement),
            "the UPDATE itself",
            "%,.0f".formatted(target),
            rate >= target));
  }

  /** Publishes further profiles with slices of accounts of their own, until there are so many. */
  void moreSlices(int slices) throws Exception {
    while (store.slices() < slices) {
      furtherProfile();
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

  /** One item of everybody's profile changes: how long it takes, and what a device gets. */
  void profileEdit(int users, int records) throws Exception {
    double limit = store.evaluationSeconds();
    String token = reader.snapshot(Workforce.LARGE).token();
    draft(Workforce.ownAccountsFrom(100_000));
    long start = System.nanoTime();
    publishAndWait();
    double seconds = Times.since(start) / 1e3;
    Reading reading = reader.delta(Workforce.LARGE, token);
    report.add(
        new Result(
            "profile edit",
            "a filter changed for %,d users over %,d records, until slices are ready"
                .formatted(users, records),
            seconds,
            "s",
            limit,
            "condition evaluated in SQL, outcome stored",
            "15 s",
            seconds < 15));
    report.add(
        new Result(
            "profile edit",
            "records sent that the device had, of %,d removed".formatted(reading.rows()),
            reading.puts(),
            "rows",
            null,
            "",
            "0",
            reading.puts() == 0 && reading.rows() > 0));
  }

  private void draft(ProfileItem accounts) {
    admin.put(
        "/profile/v1/profiles/" + Workforce.FIELD, Workforce.field(accounts), Profile.class, "*");
  }

  private void publishAndWait() throws Exception {
    long before = status().effectiveRevision();
    publish(Workforce.FIELD);
    await(() -> status().effectiveRevision() > before);
  }

  private void publish(UUID profile) {
    admin.post(
        "/profile/v1/profiles/" + profile + "/publish",
        Json.object(),
        JsonNode.class,
        Map.of("If-Match", "*"));
  }

  private DatasetStatus status() {
    return admin.get("/dataset/v1/status", DatasetStatus.class).body();
  }

  private void describe(String entity, UUID id, String text) {
    ObjectNode change = Json.object();
    change.putObject("attributes").put("description", text);
    admin.patch("/dataset/v1/records/" + entity + "/" + id, change, JsonNode.class, "*");
  }

  private void awaitCheckpoint() throws Exception {
    await(store::allInCheckpoints);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + 300_000_000_000L;
    while (!condition.call()) {
      require(System.nanoTime() < until, "no end within five minutes");
      Thread.sleep(5);
    }
  }

  private Map<String, String> tokens(List<String> users) throws Exception {
    Map<String, String> tokens = new HashMap<>();
    for (int from = 0; from < users.size(); from += Workforce.TOGETHER) {
      List<String> some = users.subList(from, Math.min(users.size(), from + Workforce.TOGETHER));
      List<Reading> readings = atOnce(some, reader::snapshot);
      IntStream.range(0, some.size())
          .forEach(i -> tokens.put(some.get(i), readings.get(i).token()));
    }
    return tokens;
  }

  private static List<String> seats() {
    return IntStream.range(0, Workforce.TOGETHER).mapToObj(Workforce::seat).toList();
  }

  private interface Read {
    Reading of(String user) throws Exception;
  }

  private static List<Reading> atOnce(List<String> users, Read read) throws Exception {
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

  private static double median(List<Double> values) {
    return Times.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** What is measured must have happened. */
  private static void require(boolean condition, String instead) {
    if (!condition) {
      throw new IllegalStateException("The benchmark met " + instead);
    }
  }
}
