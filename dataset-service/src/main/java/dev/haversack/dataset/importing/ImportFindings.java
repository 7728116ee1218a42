package dev.haversack.dataset.importing;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the lines of an import: the first ones in full, of the others the number. */
final class ImportFindings {

  private final int most;
  private final List<FieldError> first = new ArrayList<>();
  private long count;

  ImportFindings(int most) {
    this.most = most;
  }

  /** Adds a finding. */
  void add(long line, String field, ProblemCode code, String message) {
    add(new FieldError(place(line, field), code.code(), message, code.publishedCode()));
  }

  /** Adds what the validation of a record found. */
  void add(long line, ProblemException problem) {
    if (problem.errors().isEmpty()) {
      add(line, "", problem.code(), String.valueOf(problem.getMessage()));
    }
    for (FieldError error : problem.errors()) {
      add(
          new FieldError(
              place(line, error.field()), error.code(), error.message(), error.publishedCode()));
    }
  }

  /**
   * Ends the import when something was found.
   *
   * @throws ProblemException {@code invalid-import}
   */
  void raise() {
    if (count > 0) {
      throw ProblemException.of(
          ProblemCode.INVALID_IMPORT,
          "Nothing was imported. There "
              + (count == 1 ? "is one finding" : "are " + count + " findings")
              + (count > first.size() ? "; the first " + first.size() + " are named." : "."),
          first);
    }
  }

  private void add(FieldError error) {
    count++;
    if (first.size() < most) {
      first.add(error);
    }
  }

  private static String place(long line, String field) {
    return "lines[" + line + "]" + (field.isEmpty() ? "" : "." + field);
  }
}
