package dev.haversack.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network that loses answers: every request reaches the service, but of the answers to uploads
 * every third one, by chance, never reaches the device.
 */
final class LossyProxy implements AutoCloseable {

  private static final Set<String> PASSED_ON =
      Set.of("authorization", "content-type", "prefer", "accept");
  private static final int ONE_IN = 3;

  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI target;
  private final Random chance;
  private final AtomicInteger uploads = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  LossyProxy(URI target, long seed) throws IOException {
    this.target = target;
    this.chance = new Random(seed);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  int lostAnswers() {
    return lost.get();
  }

  int uploads() {
    return uploads.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean upload = exchange.getRequestMethod().equals("POST");
      HttpResponse<byte[]> answer =
          http.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
      if (upload) {
        uploads.incrementAndGet();
        if (isLost()) {
          lost.incrementAndGet();
          return; // Closing without an answer breaks the connection.
        }
      }
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .timeout(Duration.ofSeconds(60))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private synchronized boolean isLost() {
    return chance.nextInt(ONE_IN) == 0;
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
