package dev.haversack.platform.http;

import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies over the limit with a problem document, whether their length is said or not. The
 * server's own limit is switched off for it: that one answers without a document.
 */
@Provider
class BodyLimits implements ContainerRequestFilter {

  /** Long enough to read a short answer on a slow line. */
  private static final long LINGER_MILLISECONDS = 3_000;

  private final long usual;
  private final List<BodyAllowance> allowances;
  private final CurrentVertxRequest current;

  BodyLimits(
      @ConfigProperty(name = "haversack.http.largest-body") MemorySize usual,
      @All List<BodyAllowance> allowances,
      CurrentVertxRequest current) {
    this.usual = usual.asLongValue();
    this.allowances = allowances;
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext call) throws IOException {
    RoutingContext exchange = current.getCurrent();
    var body =
        new LimitedBody(
            call.getEntityStream(), limitOf(call.getUriInfo().getPath()), () -> hangUp(exchange));
    body.announced(length(call));
    call.setEntityStream(body);
  }

  private long limitOf(String path) {
    return allowances.stream()
        .filter(allowance -> allowance.covers(path))
        .mapToLong(BodyAllowance::bytes)
        .findFirst()
        .orElse(usual);
  }

  /** The length that the client says, 0 where it says none. The server has checked its form. */
  private static long length(ContainerRequestContext call) {
    String length = call.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /**
   * Lets the client send no more than it can until it has had time to read the answer. Others may
   * use the same connection when it is HTTP/2: there only this call's stream ends.
   */
  private static void hangUp(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    boolean ownsConnection = request.version() != HttpVersion.HTTP_2;
    if (ownsConnection) {
      exchange.response().putHeader("Connection", "close");
    }
    exchange.addEndHandler(answered -> {
      request.resume();
      exchange.vertx().setTimer(LINGER_MILLISECONDS, timer -> end(request, ownsConnection));
    });
  }

  private static void end(HttpServerRequest request, boolean ownsConnection) {
    if (ownsConnection) {
      request.connection().close();
    } else if (!request.isEnded()) {
      request.response().reset();
    }
  }
}
