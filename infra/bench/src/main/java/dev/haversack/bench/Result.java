package dev.haversack.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param measure what was measured
 * @param workload on what
 * @param value what came out
 * @param unit of the value, and of the limit
 * @param limit what the same machine reached in the same run without Haversack; null where there is
 *     nothing to compare with
 * @param limitIs what the limit is
 * @param target what was to be reached, in words; empty for a figure that only explains others
 * @param reached whether it was; null without a target
 */
record Result(
    String measure,
    String workload,
    double value,
    String unit,
    @Nullable Double limit,
    String limitIs,
    String target,
    @Nullable Boolean reached) {

  /** The value as a multiple of the limit. */
  @Nullable Double ratio() {
    return limit == null ? null : value / limit;
  }

  /** A row of a Markdown table. */
  String row() {
    Double ratio = ratio();
    return "| %s | %s | %s %s | %s | %s | %s | %s |"
        .formatted(
            measure,
            workload,
            text(value),
            unit,
            limit == null ? "–" : text(limit) + " (" + limitIs + ")",
            ratio == null ? "–" : text(ratio),
            target,
            reached == null ? "–" : reached ? "yes" : "**no**");
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%,.0f", number);
  }
}
