package dev.haversack.dataset.records;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that are all made, whatever the first of them find: who sends something bad hears of
 * everything at once, of missing rights and of bad values alike.
 */
public final class Checks {

  /** Where findings stand that belong to no attribute. */
  private static final String RECORD = "record";

  private final List<ProblemException> found = new ArrayList<>();

  /** Makes a check. */
  public Checks check(Runnable check) {
    holds(check);
    return this;
  }

  /** Makes a check and says whether it found nothing. */
  boolean holds(Runnable check) {
    try {
      check.run();
      return true;
    } catch (ProblemException e) {
      found.add(e);
      return false;
    }
  }

  /** Whether no check has found anything. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All findings so far. */
  public List<FieldError> findings() {
    return found.stream().map(Checks::findingsOf).flatMap(List::stream).distinct().toList();
  }

  /**
   * Ends the call when there are findings: with the problem itself where there is one only.
   *
   * @throws ProblemException with all findings
   */
  public void raise() {
    List<ProblemCode> codes = found.stream().map(ProblemException::code).distinct().toList();
    List<FieldError> findings = findings();
    if (found.size() == 1 || findings.size() == 1) {
      throw found.getFirst();
    }
    if (!found.isEmpty()) {
      throw ProblemException.of(
          codes.size() == 1 ? codes.getFirst() : ProblemCode.VALIDATION_FAILED,
          findings.size() + " rules are broken.",
          findings);
    }
  }

  /** The findings of a problem; the problem itself where it has none. */
  public static List<FieldError> findingsOf(ProblemException problem) {
    return problem.errors().isEmpty()
        ? List.of(finding(problem.code(), String.valueOf(problem.getMessage())))
        : problem.errors();
  }

  /** A finding that belongs to no attribute. */
  public static FieldError finding(ProblemCode code, String message) {
    return new FieldError(RECORD, code.code(), message, code.publishedCode());
  }
}
