package dev.haversack.bench;

import java.util.List;
import java.util.UUID;

/** First downloads: one alone, and many at once. */
final class Downloads {

  private static final int ROUNDS = 5;
  private static final int WARM_UP_ROUNDS = 15;
  private static final int WARM_UP_CHANGES = 50;

  private final Bed bed;

  Downloads(Bed bed) {
    this.bed = bed;
  }

  /** As long as a service that has been up for minutes: its code is compiled by then. */
  void warmUp() throws Exception {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      String token = bed.reader().snapshot(Workforce.LARGE).token();
      Bed.atOnce(Bed.seats(), bed.reader()::snapshot);
      for (UUID account : bed.store().some(Workforce.user(Workforce.LARGE), WARM_UP_CHANGES)) {
        bed.describe("account", account, "Warm " + System.nanoTime());
        bed.reader().delta(Workforce.LARGE, token, Bed.WAIT_SECONDS);
      }
    }
  }

  /** One user's first download. */
  void alone() throws Exception {
    int count = Workforce.LARGE_COUNT;
    double limit = bed.store().copyRate(Workforce.user(Workforce.LARGE), count);
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Reading reading = bed.reader().snapshot(Workforce.LARGE);
      Bed.require(reading.puts() >= count, "a snapshot of " + reading.puts());
      rates[i] = reading.rate();
    }
    double rate = Times.median(rates);
    bed.report()
        .add(
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
    List<String> seats = Bed.seats();
    seats.forEach(bed.reader()::token);
    double[] rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      List<Reading> all = Bed.atOnce(seats, bed.reader()::snapshot);
      rates[i] = Times.rate(all.stream().mapToLong(Reading::rows).sum(), System.nanoTime() - start);
    }
    double rate = Times.median(rates);
    bed.report()
        .add(
            new Result(
                "snapshots together",
                "50 users, 2,200 accounts each",
                rate,
                "rows/s",
                bed.store().copyRate(Workforce.user(Workforce.LARGE), Workforce.LARGE_COUNT),
                "COPY row_to_json",
                "130,000",
                rate >= 130_000));
  }
}
