package dev.haversack.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One record that everybody holds. */
final class FanOut {

  private static final int CHANGES = 25;

  /** Waiting requests have surely arrived by then. */
  private static final long UNTIL_ALL_WAIT_MILLIS = 300;

  /** Connections that do nothing more bring their statistics up within ten seconds. */
  private static final long STATISTICS_MILLIS = 11_000;

  private final Bed bed;

  FanOut(Bed bed) {
    this.bed = bed;
  }

  /**
   * One record that everybody holds: what it writes, and how soon the last of many waiting has it.
   */
  void measure(int users) throws Exception {
    Map<String, String> tokens = bed.tokens(Bed.seats());
    double[] last = new double[20];
    for (int i = 0; i < last.length; i++) {
      last[i] = untilTheLastHasIt(tokens, i);
    }
    double few = rowsWrittenForOneChange();
    bed.tokens(IntStream.range(0, users).mapToObj(Workforce::seat).toList());
    double many = rowsWrittenForOneChange();
    bed.report()
        .add(
            new Result(
                "fan-out",
                "rows written for one change that %,d users hold".formatted(users),
                many,
                "rows",
                few,
                "for 50 users",
                "the same (within 1.2 x)",
                many < 1.2 * few));
    double median = Times.median(last);
    bed.report()
        .add(
            new Result(
                "fan-out",
                "until the last of 50 waiting devices has it, p50",
                median,
                "ms",
                Times.median(bed.store().updateMillis(Workforce.IDS.of("account", "pattern"), 100)),
                "one UPDATE",
                "100 ms",
                median <= 100));
  }

  private double untilTheLastHasIt(Map<String, String> tokens, int round) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Reading>> waiting = new HashMap<>();
      tokens.forEach((user, token) ->
          waiting.put(
              user, threads.submit(() -> bed.reader().delta(user, token, Bed.WAIT_SECONDS))));
      Thread.sleep(UNTIL_ALL_WAIT_MILLIS);
      long start = System.nanoTime();
      bed.describe("product", Workforce.product(0), "Round " + round);
      for (Map.Entry<String, Future<Reading>> each : waiting.entrySet()) {
        Reading reading = each.getValue().get();
        Bed.require(reading.puts() == 1, "a waiting device got " + reading.puts());
        tokens.put(each.getKey(), reading.token());
      }
      return Times.since(start);
    }
  }

  /** Over many changes: what else the services write meanwhile hardly counts then. */
  private double rowsWrittenForOneChange() throws Exception {
    Thread.sleep(STATISTICS_MILLIS);
    long before = bed.store().rowsWritten();
    for (int i = 0; i < CHANGES; i++) {
      bed.describe("product", Workforce.product(1), "At " + System.nanoTime());
      bed.awaitCheckpoint();
    }
    Thread.sleep(STATISTICS_MILLIS);
    return (double) (bed.store().rowsWritten() - before) / CHANGES;
  }
}
