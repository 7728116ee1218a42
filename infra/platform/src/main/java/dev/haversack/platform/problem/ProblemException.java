package dev.haversack.platform.problem;

import dev.haversack.contract.model.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document; everything the request did is rolled back. */
public final class ProblemException extends RuntimeException {

  private final transient ProblemCode code;
  private final transient List<FieldError> errors;
  private final transient @Nullable Duration retryAfter;

  private ProblemException(
      ProblemCode code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A problem that belongs to no particular field. */
  public static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, List.of(), null);
  }

  /** A problem with findings. */
  public static ProblemException of(ProblemCode code, String detail, List<FieldError> errors) {
    return new ProblemException(code, detail, errors, null);
  }

  /** A problem that passes: the answer says after which time to try again. */
  public static ProblemException retryAfter(ProblemCode code, String detail, Duration after) {
    return new ProblemException(code, detail, List.of(), after);
  }

  /** The kind of problem. */
  public ProblemCode code() {
    return code;
  }

  /** The findings; empty where the problem belongs to no particular field. */
  public List<FieldError> errors() {
    return errors;
  }

  /** After which time to try again, or null when that would not help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
