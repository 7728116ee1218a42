package dev.haversack.platform.http;

import static java.util.Objects.requireNonNull;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Refuses query parameters that the REST layer would pass over. A client that mistypes a name, or
 * whose variable is empty, would be answered something else than it asked for: all records instead
 * of what is new, for instance.
 */
@Singleton
class QueryParameters {

  /** Made of the contract when it is built: the names of each operation. */
  private static final String CONTRACT = "META-INF/query-parameters.properties";

  private final Map<String, List<String>> namesByOperation = load();

  /**
   * Checks the query of a call. Resources implement the interfaces of the contract, so that their
   * methods have the names of its operations.
   *
   * @throws ProblemException {@code invalid-request} with all findings
   */
  @ServerRequestFilter
  public void check(SimpleResourceInfo resource, RoutingContext call) {
    if (call.request().query() == null) {
      return;
    }
    List<String> allowed = namesByOperation.getOrDefault(resource.getMethodName(), List.of());
    // What cannot be decoded does not come this far; the rest is as the REST layer reads it.
    List<FieldError> findings = QueryCheck.findings(call.queryParams().entries(), allowed);
    if (!findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "Values of the request are not allowed.", findings);
    }
  }

  private static Map<String, List<String>> load() {
    Properties lines = new Properties();
    try (InputStream contract =
        QueryParameters.class.getClassLoader().getResourceAsStream(CONTRACT)) {
      lines.load(requireNonNull(contract, CONTRACT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(
                operation -> operation,
                operation ->
                    Stream.of(lines.getProperty(operation).split(","))
                        .filter(name -> !name.isEmpty())
                        .toList()));
  }
}
