package dev.haversack.bench;

import dev.haversack.quickstart.client.SuiteUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast queues are replayed, from the first upload until the last action is settled. */
final class Replays {

  private static final int DEVICES = 100;
  private static final int EACH = 1_000;
  private static final int BATCH = 200;
  private static final int ALONE = 10_000;
  private static final int SINGLE = 200;

  /** Single actions that are not measured: what was only ever sent in batches is slow at first. */
  private static final int WARM_UP = 1_000;

  private static final int WAIT_SECONDS = 10;

  /** One in so many fails, one in so many meets another's change. */
  private static final int FAILING = 50;

  private static final int CONFLICTING = 100;
  private static final double LONGEST_BACKLOG = 300_000;
  private static final String UPDATE = "UPDATEs of single rows, 8 connections";

  /** What the service itself has counted: asking the database would be part of what is measured. */
  private static final String SETTLED = "haversack_replay_actions_total";

  private static final String LONG_LIVED = "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"";

  private final Bed bed;
  private final ReplayStore queue;
  private final Uploader uploader;
  private final SuiteUrls urls;

  Replays(Bed bed, SuiteUrls urls, ReplayStore queue) {
    this.urls = urls;
    this.bed = bed;
    this.queue = queue;
    this.uploader = new Uploader(urls, bed.reader());
  }

  void measure() throws Exception {
    many();
    alone();
    latency();
    backlog();
  }

  /**
   * A hundred devices at once; then with actions that fail or conflict among them. Both go once
   * before they are measured: what was never run is slow at first, and would be held against the
   * second.
   */
  void many() throws Exception {
    round(true);
    round(false);
    double limit = bed.store().updateRate(8, 5);
    double plain = round(false);
    bed.report()
        .add(
            new Result(
                "replay",
                "100 devices x 1,000 updates in batches of 200",
                plain,
                "actions/s",
                limit,
                UPDATE,
                "0.6 of it and 6,000",
                plain >= 0.6 * limit && plain >= 6_000));
    double faulty = round(true);
    bed.report()
        .add(
            new Result(
                "replay",
                "the same, 2 % failing and 1 % conflicting",
                faulty,
                "actions/s",
                plain,
                "without faults",
                "0.8 of it",
                faulty >= 0.8 * plain));
  }

  /** Before each measure: what the one before left to vacuum is not its cost. */
  private void settle() throws Exception {
    bed.settle();
    queue.settle();
  }

  private double round(boolean faulty) throws Exception {
    List<Uploader.Queue> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      String user = Workforce.seat(i % Workforce.TOGETHER);
      devices.add(device(user, i / Workforce.TOGETHER * EACH, faulty));
    }
    settle();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (Uploader.Queue device : devices) {
        all.add(
            threads.submit(() -> {
              uploader.all(device);
              return null;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    Bed.await(queue::isIdle);
    double rate = Times.rate((long) DEVICES * EACH, System.nanoTime() - start);
    long failed = queue.count("failed");
    Bed.require(
        failed == (faulty ? DEVICES * (EACH / FAILING + EACH / CONFLICTING) : 0),
        failed + " actions that failed");
    queue.clear();
    return rate;
  }

  private Uploader.Queue device(String user, int from, boolean faulty) throws Exception {
    List<Store.Seen> accounts = bed.store().seen(Workforce.user(user), from, EACH);
    List<String> actions = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      Store.Seen account = accounts.get(i);
      if (faulty && i % FAILING == 0) {
        actions.add(Uploader.update(i + 1, account, "name", "n".repeat(200)));
      } else {
        actions.add(Uploader.update(i + 1, account, "description", "Visited " + System.nanoTime()));
        if (faulty && i % CONFLICTING == 1) {
          bed.describe("account", account.id(), "Somebody was here " + System.nanoTime());
        }
      }
    }
    return new Uploader.Queue(user, UUID.randomUUID(), Uploader.batches(actions, BATCH));
  }

  /** One device with a long queue. */
  void alone() throws Exception {
    List<Store.Seen> accounts = bed.store().seen(Workforce.user(Workforce.LARGE), 0, ALONE);
    List<String> actions = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      actions.add(
          Uploader.update(i + 1, accounts.get(i), "description", "Queued " + System.nanoTime()));
    }
    var device =
        new Uploader.Queue(Workforce.LARGE, UUID.randomUUID(), Uploader.batches(actions, BATCH));
    settle();
    long start = System.nanoTime();
    uploader.all(device);
    Bed.await(queue::isIdle);
    double rate = Times.rate(ALONE, System.nanoTime() - start);
    Bed.require(queue.count(device.id(), "applied") == ALONE, "actions that were not applied");
    bed.report()
        .add(
            new Result(
                "replay",
                "one device with 10,000 actions",
                rate,
                "actions/s",
                null,
                "",
                "3,000",
                rate >= 3_000));
    queue.clear();
  }

  /** One action in one batch, until the answer says what became of it. */
  void latency() throws Exception {
    List<Store.Seen> accounts =
        bed.store().seen(Workforce.user(Workforce.LARGE), 0, WARM_UP + SINGLE);
    settle();
    UUID device = UUID.randomUUID();
    double[] millis = new double[SINGLE];
    for (int i = -WARM_UP; i < SINGLE; i++) {
      Store.Seen account = accounts.get(i + WARM_UP);
      String action =
          Uploader.update(i + WARM_UP + 1, account, "description", "Single " + System.nanoTime());
      String batch = Uploader.batches(List.of(action), 1).getFirst();
      long start = System.nanoTime();
      String answer = uploader.one(Workforce.LARGE, device, batch, WAIT_SECONDS);
      if (i >= 0) {
        millis[i] = Times.since(start);
      }
      Bed.require(answer.contains("\"settled\""), "an action without an outcome: " + answer);
      Thread.sleep(20);
    }
    double limit = Times.median(bed.store().updateMillis(accounts.getFirst().id(), 50));
    latency("p50", Times.median(millis), limit, 15);
    latency("p95", Times.percentile(millis, 0.95), limit, 40);
    queue.clear();
  }

  private void latency(String share, double millis, double limit, int most) {
    bed.report()
        .add(
            new Result(
                "replay latency",
                "one action in one batch until its receipt, " + share,
                millis,
                "ms",
                limit,
                "one UPDATE",
                most + " ms",
                millis <= most));
  }

  /** Whether the length of the queues matters. */
  void backlog() throws Exception {
    Backlog few = backlog(100, 100, 10_000);
    Backlog many = backlog(10_000, 100, 50_000);
    bed.report()
        .add(
            new Result(
                "replay backlog",
                "1,000,000 queued actions of 10,000 devices",
                many.rate(),
                "actions/s",
                few.rate(),
                "10,000 queued",
                "within 1.3 x",
                many.rate() * 1.3 >= few.rate()));
    bed.report()
        .add(
            new Result(
                "replay backlog",
                "the same, most that replay-service kept in memory",
                many.megabytes(),
                "MB",
                few.megabytes(),
                "10,000 queued",
                "within 1.3 x",
                many.megabytes() <= few.megabytes() * 1.3));
    queue.clear();
  }

  /**
   * How long queues were replayed.
   *
   * @param rate actions a second
   * @param megabytes the most that outlived collections of garbage
   */
  private record Backlog(double rate, double megabytes) {}

  /** Measured over the first so many actions that are settled. */
  private Backlog backlog(int devices, int each, int measured) throws Exception {
    UUID[] records =
        bed.store()
            .some(Workforce.user(Workforce.LARGE), Workforce.LARGE_COUNT)
            .toArray(UUID[]::new);
    queue.backlog(Workforce.user(Workforce.LARGE), records, devices, each);
    settle();
    double before = ServiceMetrics.of(urls.replay()).sum(SETTLED);
    long start = System.nanoTime();
    queue.release();
    double settled = 0;
    double kept = 0;
    while (settled < measured) {
      Bed.require(Times.since(start) < LONGEST_BACKLOG, "a queue that stands still");
      Thread.sleep(200);
      ServiceMetrics metrics = ServiceMetrics.of(urls.replay());
      settled = metrics.sum(SETTLED) - before;
      kept = Math.max(kept, metrics.sum(LONG_LIVED));
    }
    double rate = Times.rate((long) settled, System.nanoTime() - start);
    queue.clear();
    return new Backlog(rate, kept / 1_000_000);
  }
}
