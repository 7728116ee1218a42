package dev.haversack.quickstart.client;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Problem;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A service refused a call; the message says which, why, and what is allowed. */
public final class ProblemAnswerException extends RuntimeException {

  private final int status;
  private final transient @Nullable Problem problem;

  ProblemAnswerException(
      String method, URI uri, int status, @Nullable Problem problem, String body) {
    super(message(method, uri, status, problem, body));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The stable code of the problem; empty when the answer was no problem document. */
  public String code() {
    return problem == null ? "" : Objects.requireNonNullElse(problem.code(), "");
  }

  /** The findings of a validation. */
  public List<FieldError> errors() {
    List<FieldError> errors = problem == null ? null : problem.errors();
    return errors == null ? List.of() : errors;
  }

  private static String message(
      String method, URI uri, int status, @Nullable Problem problem, String body) {
    StringBuilder text = new StringBuilder(method + " " + uri + " was answered with " + status);
    if (problem == null) {
      return text.append(body.isBlank() ? "" : ": " + shortened(body)).toString();
    }
    text.append(" ").append(problem.code()).append(": ").append(problem.title());
    if (problem.detail() != null) {
      text.append(". ").append(problem.detail());
    }
    List<FieldError> errors = problem.errors();
    if (errors != null) {
      errors.forEach(error -> text.append("\n  ").append(line(error)));
    }
    if (problem.traceId() != null) {
      text.append("\n  trace ").append(problem.traceId());
    }
    return text.toString();
  }

  private static String line(FieldError error) {
    return error.field() + ": " + error.code() + ": " + error.message();
  }

  private static String shortened(String body) {
    return body.length() <= 500 ? body : body.substring(0, 500) + "...";
  }
}
