package dev.haversack.platform.http;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses query parameters without a value. The REST layer takes them for left out, and a client
 * whose variable is empty would be answered something else than it asked for: all records instead
 * of what is new, for instance.
 */
@Provider
class EmptyParameters implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext call) {
    String query = call.getUriInfo().getRequestUri().getRawQuery();
    if (query == null) {
      return;
    }
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (!parameter.isEmpty() && (equals < 0 || equals == parameter.length() - 1)) {
        refuse(equals < 0 ? parameter : parameter.substring(0, equals));
      }
    }
  }

  private static void refuse(String name) {
    throw ProblemException.of(
        ProblemCode.INVALID_REQUEST,
        "Values of the request are not allowed.",
        List.of(
            new FieldError(
                URLDecoder.decode(name, StandardCharsets.UTF_8),
                ProblemCode.INVALID_REQUEST.code(),
                "A parameter has a value, or is left out.")));
  }
}
