package dev.haversack.dataset.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.Problems;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Imports may be large, all other bodies may not. The server's own limit is one for all paths, so
 * it is set to the import's; here the smaller one is put in front of it.
 */
@ApplicationScoped
class BodyLimits {

  private static final String IMPORT = "/import";

  /** Before the server's own check, which answers without a problem document. */
  private static final int FIRST = 10_000;

  /** After the server has put its own limit in place. */
  private static final int LAST = 1;

  /** Long enough to read a short answer on a slow line. */
  private static final long LINGER_MILLISECONDS = 3_000;

  private final ImportConfiguration configuration;
  private final ObjectMapper json;

  BodyLimits(ImportConfiguration configuration, ObjectMapper json) {
    this.configuration = configuration;
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
    filters.register(this::limitUnknownLength, LAST);
  }

  private void check(RoutingContext context) {
    long limit = limitOf(context.normalizedPath());
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > limit) {
      refuse(context, limit);
    } else {
      context.next();
    }
  }

  /** A body whose length is not said is counted while it is read. */
  private void limitUnknownLength(RoutingContext context) {
    if (context.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limitOf(context.normalizedPath()));
    }
    context.next();
  }

  private long limitOf(String path) {
    return path.startsWith("/dataset/v1/records/") && path.endsWith(IMPORT)
        ? configuration.largestBody().asLongValue()
        : configuration.largestDocument().asLongValue();
  }

  /**
   * The rest of the body is thrown away, and the connection soon ends: at once would be before some
   * clients have read the answer.
   */
  private void refuse(RoutingContext context, long limit) {
    context.request().resume();
    context.vertx().setTimer(LINGER_MILLISECONDS, timer -> context.request().connection().close());
    String detail = "At most " + limit + " bytes are taken here.";
    try {
      context
          .response()
          .setStatusCode(ProblemCode.TOO_LARGE.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
          .putHeader(HttpHeaders.CONNECTION, "close")
          .end(
              json.writeValueAsString(Problems.document(ProblemCode.TOO_LARGE, detail, List.of())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
