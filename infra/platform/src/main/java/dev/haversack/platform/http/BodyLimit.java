package dev.haversack.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body that says of itself to be over the limit with a problem document. Quarkus's own
 * check answers without one, and closes the connection while the client still sends, which then
 * sees a broken pipe and no answer.
 */
@ApplicationScoped
class BodyLimit {

  /** Before Quarkus's own check, which has the order 2 in these terms. */
  private static final int PRIORITY = 1000;

  /** Bodies of up to so many times the limit are read to their end and thrown away. */
  private static final int DRAINED = 10;

  private final long limit;
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> limit,
      ObjectMapper json) {
    this.limit = limit.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext call) {
    HttpServerRequest request = call.request();
    long length = length(request);
    if (length <= limit) {
      call.next();
    } else if (length / DRAINED <= limit) {
      request.endHandler(end -> refuse(call));
      request.resume();
    } else {
      refuse(call);
    }
  }

  private void refuse(RoutingContext call) {
    call.response()
        .setStatusCode(ProblemCode.TOO_LARGE.status())
        .putHeader("Content-Type", Problems.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(document());
  }

  private String document() {
    try {
      return json.writeValueAsString(
          Problems.document(
              ProblemCode.TOO_LARGE, "A body may have " + limit + " bytes.", List.of()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long length(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
