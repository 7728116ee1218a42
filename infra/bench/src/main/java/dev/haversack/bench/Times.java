package dev.haversack.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Durations in nanoseconds, and what is said of many of them. */
final class Times {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private Times() {}

  /** How long it takes, in milliseconds, each time. */
  static double[] millis(int times, Callable<?> work) throws Exception {
    double[] all = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.call();
      all[i] = since(start);
    }
    return all;
  }

  /** Milliseconds since a moment of {@link System#nanoTime()}. */
  static double since(long start) {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** How many a second. */
  static double rate(long count, long nanos) {
    return count * NANOS_PER_SECOND / nanos;
  }

  /** The value that a share of all, from 0 to 1, does not exceed. */
  static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }

  static double median(double[] values) {
    return percentile(values, 0.5);
  }
}
