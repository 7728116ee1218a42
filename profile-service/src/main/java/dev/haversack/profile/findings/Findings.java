package dev.haversack.profile.findings;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Finding;
import dev.haversack.contract.model.FindingSeverity;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Collects all findings of a validation, so that a caller mends them in one go. */
public final class Findings {

  private final List<Finding> all = new ArrayList<>();

  /** Adds something that must be mended. */
  public void error(String field, FindingCode code, String message) {
    add(FindingSeverity.ERROR, field, code, message);
  }

  /** Adds something that is allowed but hardly meant. */
  public void warning(String field, FindingCode code, String message) {
    add(FindingSeverity.WARNING, field, code, message);
  }

  /** All findings, in the order in which they were found. */
  public List<Finding> all() {
    return List.copyOf(all);
  }

  /** The errors alone, as a problem document carries them. */
  public List<FieldError> errors() {
    return all.stream()
        .filter(finding -> finding.severity() == FindingSeverity.ERROR)
        .map(f -> new FieldError(f.field(), f.code(), f.message(), f.publishedCode()))
        .toList();
  }

  /** Whether anything must be mended. */
  public boolean hasErrors() {
    return !errors().isEmpty();
  }

  /**
   * Refuses with all errors, if there are any.
   *
   * @throws ProblemException with the given code
   */
  public void refuse(ProblemCode code, String detail) {
    if (hasErrors()) {
      throw ProblemException.of(code, detail, errors());
    }
  }

  private void add(FindingSeverity severity, String field, FindingCode code, String message) {
    all.add(new Finding(severity, field, code.code(), message, code.publishedCode()));
  }
}
