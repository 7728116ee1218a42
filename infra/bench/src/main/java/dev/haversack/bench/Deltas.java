package dev.haversack.bench;

import java.util.UUID;

/** A few changes in large datasets. */
final class Deltas {

  private static final int MEASURED = 100;

  /** Deltas that are not measured: until then the service is still being compiled. */
  private static final int WARM_UP = 10_000;

  /** The same of a dataset, until its rows are in memory. */
  private static final int UNTIL_IN_MEMORY = 300;

  private final Bed bed;
  private final ServerTimes serverTimes;

  Deltas(Bed bed, ServerTimes serverTimes) {
    this.bed = bed;
    this.serverTimes = serverTimes;
  }

  /** Ten changes in a large dataset and in a huge one: the server's time, and the client's. */
  void measure(int huge) throws Exception {
    deltaTimes(Workforce.LARGE, WARM_UP);
    DeltaTimes large = deltaTimes(Workforce.LARGE, UNTIL_IN_MEMORY);
    DeltaTimes hugest = deltaTimes(Workforce.HUGE, UNTIL_IN_MEMORY);
    double update =
        Times.median(bed.store().updateMillis(Workforce.IDS.of("account", "pattern"), 100));
    boolean independent = hugest.server() < 1.5 * large.server();
    add(Workforce.LARGE_COUNT, large, update, large.server() < 3);
    add(huge, hugest, update, hugest.server() < 3 && independent);
  }

  /** Medians in milliseconds. */
  private record DeltaTimes(double server, double client) {}

  private void add(int count, DeltaTimes times, double limit, boolean reached) {
    String workload = "10 changes in %,d, p50 ".formatted(count);
    bed.report()
        .add(
            new Result(
                "delta",
                workload + "of the service",
                times.server(),
                "ms",
                limit,
                "one UPDATE",
                "3 ms, the same for both",
                reached));
    bed.report()
        .add(
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

  private DeltaTimes deltaTimes(String user, int before) throws Exception {
    String token = bed.reader().snapshot(user).token();
    for (UUID account : bed.store().some(Workforce.user(user), 10)) {
      bed.describe("account", account, "Changed " + System.nanoTime());
    }
    bed.awaitCheckpoint();
    for (int i = 0; i < before; i++) {
      bed.reader().delta(user, token);
    }
    double[] millis = new double[MEASURED];
    long mark = serverTimes.mark();
    for (int i = 0; i < millis.length; i++) {
      Reading reading = bed.reader().delta(user, token);
      Bed.require(reading.puts() == 10, "a delta of " + reading.puts());
      millis[i] = reading.nanos() / 1e6;
    }
    double[] server = serverTimes.since(mark, "/dataset/v1/delta", millis.length);
    return new DeltaTimes(Times.median(server), Times.median(millis));
  }
}
