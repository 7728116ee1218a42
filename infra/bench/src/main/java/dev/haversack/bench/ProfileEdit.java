package dev.haversack.bench;

/** Everybody's profile changes. */
final class ProfileEdit {

  private final Bed bed;

  ProfileEdit(Bed bed) {
    this.bed = bed;
  }

  /** One item of everybody's profile changes: how long it takes, and what a device gets. */
  void measure(int users, int records) throws Exception {
    double limit = bed.store().evaluationSeconds();
    String token = bed.reader().snapshot(Workforce.LARGE).token();
    bed.draft(Workforce.ownAccountsFrom(100_000));
    long start = System.nanoTime();
    bed.publishAndWait();
    double seconds = Times.since(start) / 1e3;
    Reading reading = bed.reader().delta(Workforce.LARGE, token);
    bed.report()
        .add(
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
    bed.report()
        .add(
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
}
