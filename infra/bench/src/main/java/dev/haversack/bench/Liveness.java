package dev.haversack.bench;

import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One waiting device. */
final class Liveness {

  private final Bed bed;

  Liveness(Bed bed) {
    this.bed = bed;
  }

  /** From the request that changes a record until a waiting device has the change. */
  void measure(int records) throws Exception {
    String token = bed.reader().snapshot(Workforce.seat(0)).token();
    UUID account = bed.store().some(Workforce.user(Workforce.seat(0)), 1).getFirst();
    double[] millis = new double[200];
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < millis.length; i++) {
        String from = token;
        Future<Reading> waiting =
            threads.submit(() -> bed.reader().delta(Workforce.seat(0), from, Bed.WAIT_SECONDS));
        Thread.sleep(50);
        long start = System.nanoTime();
        bed.describe("account", account, "Paced " + i);
        Reading reading = waiting.get();
        millis[i] = Times.since(start);
        Bed.require(reading.puts() == 1, "a waiting device got " + reading.puts());
        token = reading.token();
      }
    }
    double update = Times.median(bed.store().updateMillis(account, 100));
    double median = Times.median(millis);
    double p95 = Times.percentile(millis, 0.95);
    String workload = "PATCH sent until a waiting device has it, %,d records, ".formatted(records);
    bed.report()
        .add(
            new Result(
                "liveness",
                workload + "p50",
                median,
                "ms",
                update,
                "one UPDATE",
                "12 ms",
                median < 12));
    bed.report()
        .add(
            new Result(
                "liveness", workload + "p95", p95, "ms", update, "one UPDATE", "30 ms", p95 < 30));
  }
}
