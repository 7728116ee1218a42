package dev.haversack.platform.problem;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Problem;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Builds problem documents and the answers that carry them. */
public final class Problems {

  /** The content type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:haversack:problem:";

  private Problems() {}

  /** The document for a code. */
  public static Problem document(
      ProblemCode code, @Nullable String detail, List<FieldError> errors) {
    var span = Span.current().getSpanContext();
    return new Problem(
        TYPE_PREFIX + code.code(),
        code.title(),
        code.status(),
        code.code(),
        detail,
        code.publishedCode(),
        span.isValid() ? span.getTraceId() : null,
        errors.isEmpty() ? null : errors);
  }

  /** The answer for a code. */
  public static RestResponse<Problem> answer(
      ProblemCode code, @Nullable String detail, List<FieldError> errors) {
    return RestResponse.ResponseBuilder.<Problem>create(code.status())
        .entity(document(code, detail, errors))
        .type(MEDIA_TYPE)
        .build();
  }
}
