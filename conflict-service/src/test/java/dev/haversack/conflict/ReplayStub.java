package dev.haversack.conflict;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands for replay-service: takes the orders of one organization; others' are refused for later.
 */
final class ReplayStub implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<JsonPath> orders = new LinkedBlockingQueue<>();
  private final List<String> tokens = new ArrayList<>();
  private final UUID organization;
  private final HttpServer server;
  private final Deque<Refusal> refusals = new ArrayDeque<>();
  private volatile int failures;

  private record Refusal(int status, String body) {}

  /** Listens where the service under test looks for replay-service. */
  ReplayStub(URI url, UUID organization) {
    this(url, organization, 0);
  }

  /** Refuses some calls before it accepts any. */
  ReplayStub(URI url, UUID organization, int failures) {
    this.organization = organization;
    this.failures = failures;
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", url.getPort()), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/replay/v1/resolutions", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the next order that is looked at refused. */
  synchronized void refuseNext(int status, String body) {
    refusals.add(new Refusal(status, body));
  }

  /** The next order; fails when none comes. */
  JsonPath order() {
    try {
      JsonPath order = orders.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (order == null) {
        throw new AssertionError("No order came");
      }
      return order;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many orders came that nobody has looked at. */
  int waiting() {
    return orders.size();
  }

  /** The authorization headers of the accepted calls. */
  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean mine =
        organization
            .toString()
            .equals(exchange.getRequestHeaders().getFirst("Haversack-Organization"));
    if (mine && !refusals.isEmpty()) {
      refuse(exchange, refusals.remove());
      return;
    }
    boolean accepted = mine && failures == 0;
    if (mine && failures > 0) {
      failures--;
    }
    if (accepted) {
      tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
      orders.add(JsonPath.from(body));
    }
    exchange.sendResponseHeaders(accepted ? 202 : 503, -1);
    exchange.close();
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(refusal.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
