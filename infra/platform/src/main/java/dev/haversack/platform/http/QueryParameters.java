package dev.haversack.platform.http;

import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
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

  private final Properties contract = new Properties();

  QueryParameters() {
    try (InputStream names = QueryParameters.class.getClassLoader().getResourceAsStream(CONTRACT)) {
      contract.load(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks the query of a call. Resources implement the interfaces of the contract, so that their
   * methods have the names of its operations.
   *
   * @throws ProblemException {@code invalid-request} with all findings
   */
  @ServerRequestFilter
  public void check(SimpleResourceInfo call, UriInfo uri) {
    String query = uri.getRequestUri().getRawQuery();
    String names = contract.getProperty(call.getMethodName());
    if (query == null || names == null) {
      return;
    }
    List<FieldError> findings = new QueryCheck(query, List.of(names.split(","))).findings();
    if (!findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "Values of the request are not allowed.", findings);
    }
  }
}
