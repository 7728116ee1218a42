package dev.haversack.bench;

import java.util.UUID;

/** Many records change at once. */
final class Intake {

  private final Bed bed;

  Intake(Bed bed) {
    this.bed = bed;
  }

  /** Many records changed in one statement, until the checkpoint that holds them. */
  void measure(double target) throws Exception {
    UUID owner = Workforce.user(Workforce.LARGE);
    double[] statement = new double[3];
    double[] whole = new double[3];
    for (int i = 0; i < whole.length; i++) {
      long start = System.nanoTime();
      int changed = bed.store().changeAll(owner);
      long committed = System.nanoTime();
      bed.awaitCheckpoint();
      statement[i] = Times.rate(changed, committed - start);
      whole[i] = Times.rate(changed, System.nanoTime() - committed);
    }
    double rate = Times.median(whole);
    bed.report()
        .add(
            new Result(
                "intake",
                "50,000 changed in one statement, %d slices on the entity, each in %.1f"
                    .formatted(bed.store().slices(), bed.store().slicesPerAccount(owner)),
                rate,
                "rows/s",
                Times.median(statement),
                "the UPDATE itself",
                "%,.0f".formatted(target),
                rate >= target));
  }
}
