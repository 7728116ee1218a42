package dev.haversack.quickstart.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A suite that answers what it was told to, and remembers what it was asked. */
final class FakeSuite implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Canned>> answers = new HashMap<>();

  /** All requests but those for tokens, as method, path and body. */
  final List<Asked> asked = new ArrayList<>();

  int tokens;

  record Asked(String method, String path, String body, Map<String, List<String>> headers) {}

  private record Canned(int status, String body) {}

  FakeSuite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  SuiteUrls urls() {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort());
    return new SuiteUrls(URI.create(url + "/issuer"), url, url, url, url);
  }

  /**
   * The next answer to requests for this path (without its query); status 0 breaks the connection.
   */
  FakeSuite will(String path, int status, String body) {
    answers.computeIfAbsent(path, key -> new ArrayDeque<>()).add(new Canned(status, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals("/issuer/token")) {
        tokens++;
        send(exchange, new Canned(200, "{\"access_token\":\"secret\",\"expires_in\":3600}"));
        return;
      }
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              body,
              Map.copyOf(exchange.getRequestHeaders())));
      Canned canned =
          answers
              .getOrDefault(path, new ArrayDeque<>(List.of(new Canned(500, "nothing canned"))))
              .poll();
      if (canned != null && canned.status() != 0) {
        send(exchange, canned);
      }
    }
  }

  private static void send(HttpExchange exchange, Canned canned) throws IOException {
    byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("ETag", "\"7\"");
    exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
