package dev.haversack.profile.directory;

import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;

/** Findings about what keeps something from being deleted. */
final class Uses {

  private Uses() {}

  /** Adds a finding when there are any. */
  static void count(Findings findings, long number, String what) {
    if (number > 0) {
      findings.error("id", FindingCode.STILL_USED, "There are " + what + ": " + number + ".");
    }
  }
}
