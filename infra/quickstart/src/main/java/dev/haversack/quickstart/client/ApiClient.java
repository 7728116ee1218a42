package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The four services, for one caller. Paths are those of the contract; their first part names the
 * service. A refusal is a {@link ProblemAnswerException}, a call without a whole answer an {@link
 * UnreachableException}. Safe for use by several threads.
 */
public final class ApiClient {

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);
  private static final String ORGANIZATION_HEADER = "Haversack-Organization";

  /** One for all: every client of its own would have threads of its own. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final SuiteUrls urls;
  private final Credentials credentials;
  private final Tokens tokens;
  private final Consumer<Exchange> observer;

  private ApiClient(
      SuiteUrls urls, Credentials credentials, Tokens tokens, Consumer<Exchange> observer) {
    this.urls = urls;
    this.credentials = credentials;
    this.tokens = tokens;
    this.observer = observer;
  }

  /** A client that calls with these credentials. */
  public static ApiClient of(SuiteUrls urls, Credentials credentials) {
    Tokens tokens = new Tokens(HTTP, urls.token(), credentials, Clock.systemUTC());
    return new ApiClient(urls, credentials, tokens, exchange -> {});
  }

  /** A client of the same suite with other credentials. */
  public ApiClient as(Credentials others) {
    return of(urls, others);
  }

  /** The same caller, with somebody who is told of every exchange. */
  public ApiClient observedBy(Consumer<Exchange> newObserver) {
    return new ApiClient(urls, credentials, tokens, newObserver);
  }

  /** Reads. */
  public <T> Answer<T> get(String path, Class<T> type) {
    return call("GET", path, null, type, Map.of());
  }

  /** Reads, with further headers, for instance {@code Prefer: wait=10}. */
  public <T> Answer<T> get(String path, Class<T> type, Map<String, String> headers) {
    return call("GET", path, null, type, headers);
  }

  /** Creates or replaces. */
  public <T> Answer<T> put(String path, Object body, Class<T> type) {
    return call("PUT", path, body, type, Map.of());
  }

  /** Replaces the state that the ETag names, and no other. */
  public <T> Answer<T> put(String path, Object body, Class<T> type, String ifMatch) {
    return call("PUT", path, body, type, Map.of("If-Match", ifMatch));
  }

  /** Does something. */
  public <T> Answer<T> post(String path, @Nullable Object body, Class<T> type) {
    return call("POST", path, body, type, Map.of());
  }

  /** Does something, with further headers. */
  public <T> Answer<T> post(
      String path, @Nullable Object body, Class<T> type, Map<String, String> headers) {
    return call("POST", path, body, type, headers);
  }

  /** Changes parts of the state that the ETag names; {@code *} is any state. */
  public <T> Answer<T> patch(String path, Object body, Class<T> type, String ifMatch) {
    return call("PATCH", path, body, type, Map.of("If-Match", ifMatch));
  }

  /** Deletes the state that the ETag names; {@code *} is any state. */
  public void delete(String path, String ifMatch) {
    call("DELETE", path, null, String.class, Map.of("If-Match", ifMatch));
  }

  /**
   * Reads a stream of lines, one at a time, as they arrive.
   *
   * @throws UnreachableException when it breaks off
   */
  public void lines(String path, Consumer<String> line) {
    URI uri = urls.of(path);
    HttpRequest request =
        request(
                uri,
                LONGEST_STREAM,
                Map.of("Accept", "application/x-ndjson", "Accept-Encoding", "gzip"))
            .GET()
            .build();
    HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = unpacked(answer)) {
      if (answer.statusCode() != 200) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        observer.accept(new Exchange("GET", uri, null, answer.statusCode(), text));
        throw refused("GET", uri, answer.statusCode(), text);
      }
      observer.accept(new Exchange("GET", uri, null, 200, null));
      new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
          .lines()
          .filter(text -> !text.isBlank())
          .forEach(line);
    } catch (IOException | UncheckedIOException e) {
      throw new UnreachableException("GET", uri, e);
    }
  }

  /** Sends a stream, for instance the lines of an import, as it is made. */
  public <T> Answer<T> postStream(
      String path, String contentType, Supplier<InputStream> content, Class<T> type) {
    URI uri = urls.of(path);
    HttpRequest request =
        request(uri, LONGEST_STREAM, Map.of("Content-Type", contentType))
            .POST(HttpRequest.BodyPublishers.ofInputStream(content))
            .build();
    return answered(request, null, type);
  }

  private <T> Answer<T> call(
      String method,
      String path,
      @Nullable Object body,
      Class<T> type,
      Map<String, String> headers) {
    String text = body == null ? null : Json.write(body);
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (text != null) {
      all.put("Content-Type", "application/json");
    }
    HttpRequest request =
        request(urls.of(path), LONGEST_ANSWER, all)
            .method(
                method,
                text == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(text))
            .build();
    return answered(request, text, type);
  }

  private <T> Answer<T> answered(HttpRequest request, @Nullable String text, Class<T> type) {
    HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
    observer.accept(
        new Exchange(request.method(), request.uri(), text, answer.statusCode(), answer.body()));
    if (answer.statusCode() >= 300) {
      throw refused(request.method(), request.uri(), answer.statusCode(), answer.body());
    }
    T body = type == String.class ? type.cast(answer.body()) : Json.read(answer.body(), type);
    return new Answer<>(answer.statusCode(), answer.headers(), body);
  }

  private HttpRequest.Builder request(URI uri, Duration timeout, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Authorization", "Bearer " + tokens.token());
    credentials.organization().ifPresent(id -> request.header(ORGANIZATION_HEADER, id.toString()));
    headers.forEach(request::header);
    return request;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UnreachableException(request.method(), request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException(request.method(), request.uri(), e);
    }
  }

  private static InputStream unpacked(HttpResponse<InputStream> answer) throws IOException {
    boolean packed = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    return packed ? new GZIPInputStream(answer.body()) : answer.body();
  }

  private static ProblemAnswerException refused(String method, URI uri, int status, String body) {
    return new ProblemAnswerException(method, uri, status, problem(body), body);
  }

  /**
   * A proxy or a service that just starts may answer with something else than a problem document.
   */
  private static @Nullable Problem problem(String body) {
    try {
      JsonNode node = Json.read(body, JsonNode.class);
      return node.hasNonNull("code") ? Json.MAPPER.convertValue(node, Problem.class) : null;
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return null;
    }
  }
}
