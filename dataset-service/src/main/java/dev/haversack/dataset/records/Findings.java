package dev.haversack.dataset.records;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;

/** Findings of a validation as a problem. */
public final class Findings {

  private Findings() {}

  /** A finding about an attribute. */
  public static FieldError of(String attribute, ProblemCode code, String message) {
    return new FieldError("attributes." + attribute, code.code(), message, code.publishedCode());
  }

  /**
   * Ends the call when there are findings: with the finding's own code when there is one only.
   *
   * @throws ProblemException with all findings
   */
  public static void raise(List<FieldError> findings) {
    if (findings.isEmpty()) {
      return;
    }
    if (findings.size() == 1) {
      FieldError only = findings.getFirst();
      throw ProblemException.of(codeOf(only), only.field() + ": " + only.message(), findings);
    }
    throw ProblemException.of(
        ProblemCode.VALIDATION_FAILED, findings.size() + " rules are broken.", findings);
  }

  private static ProblemCode codeOf(FieldError finding) {
    for (ProblemCode code : ProblemCode.values()) {
      if (code.code().equals(finding.code())) {
        return code;
      }
    }
    return ProblemCode.VALIDATION_FAILED;
  }
}
