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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A network that is no help: a gateway before all instances of all services that loses every third
 * answer to an upload, a decision, or what services tell each other of them, by chance, has some of
 * these come once more, late, after others, and some themselves only then: when the sender, who
 * heard nothing, has sent them again and gone on. What an instance does not take, another gets.
 */
final class LossyNetwork implements AutoCloseable {

  private static final Set<String> PASSED_ON =
      Set.of(
          "authorization",
          "content-type",
          "prefer",
          "accept",
          "if-match",
          "if-none-match",
          "haversack-organization");
  private static final String UPLOADS = "/replay/v1/devices/";
  private static final List<String> LOSSY = List.of(UPLOADS, "/replay/v1/", "/conflict/v1/");
  private static final List<String> PASSED_BACK = List.of("Content-Type", "ETag", "Retry-After");
  private static final int LOSES_ONE_IN = 3;
  private static final int REPEATS_ONE_IN = 10;
  private static final int LATE_ONE_IN = 20;
  private static final int LATEST_MILLIS = 3_000;

  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, List<URI>> targets = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final Traffic uploads = new Traffic();
  private final Traffic decisions = new Traffic();
  private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
  private final Random chance;

  LossyNetwork(long seed) throws IOException {
    this.chance = new Random(seed);
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /**
   * Says where an instance of a service is.
   *
   * @param part the first part of the paths that it answers
   */
  void route(String part, URI instance) {
    targets.computeIfAbsent(part, p -> new CopyOnWriteArrayList<>()).add(instance);
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** What became of what was posted. */
  static final class Traffic {
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger overtaken = new AtomicInteger();

    int posts() {
      return posts.get();
    }

    /** How many answers were lost. */
    int lost() {
      return lost.get();
    }

    /** How many came once more. */
    int repeated() {
      return repeated.get();
    }

    /** How many came late themselves, mostly after they were sent again. */
    int overtaken() {
      return overtaken.get();
    }
  }

  Traffic uploads() {
    return uploads;
  }

  /** Decisions, and what services tell each other of them and of what they are about. */
  Traffic decisions() {
    return decisions;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      boolean lossy = exchange.getRequestMethod().equals("POST") && isLossy(path);
      Function<URI, HttpRequest> request = request(exchange);
      Traffic traffic = path.startsWith(UPLOADS) ? uploads : decisions;
      if (lossy && isByChance(LATE_ONE_IN)) {
        traffic.posts.incrementAndGet();
        traffic.lost.incrementAndGet();
        traffic.overtaken.incrementAndGet();
        sendLater(path, request, () -> {});
        return; // Closing without an answer breaks the connection.
      }
      HttpResponse<byte[]> answer = send(path, request);
      if (lossy) {
        traffic.posts.incrementAndGet();
        if (isByChance(REPEATS_ONE_IN)) {
          sendLater(path, request, traffic.repeated::incrementAndGet);
        }
        if (isByChance(LOSES_ONE_IN)) {
          traffic.lost.incrementAndGet();
          return;
        }
      }
      for (String header : PASSED_BACK) {
        answer
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().add(header, value));
      }
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isLossy(String path) {
    return LOSSY.stream().anyMatch(path::startsWith);
  }

  private void sendLater(String path, Function<URI, HttpRequest> request, Runnable taken) {
    late.schedule(
        () ->
            Thread.startVirtualThread(() -> {
              try {
                if (send(path, request).statusCode() < 300) {
                  taken.run();
                }
              } catch (IOException e) {
                // Nobody was there; the device knows nothing of it.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }),
        delay(),
        TimeUnit.MILLISECONDS);
  }

  /** To one instance after the other, until one answers. */
  private HttpResponse<byte[]> send(String path, Function<URI, HttpRequest> request)
      throws IOException, InterruptedException {
    List<URI> instances = targets.getOrDefault(path.split("/")[1], List.of());
    int first = Math.floorMod(turn.getAndIncrement(), Math.max(1, instances.size()));
    IOException last = new IOException("No instance for " + path);
    for (int i = 0; i < instances.size(); i++) {
      URI instance = instances.get((first + i) % instances.size());
      try {
        return http.send(
            request.apply(instance.resolve(path)), HttpResponse.BodyHandlers.ofByteArray());
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static Function<URI, HttpRequest> request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String method = exchange.getRequestMethod();
    Map<String, List<String>> headers = Map.copyOf(exchange.getRequestHeaders());
    return url -> {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(Duration.ofSeconds(60))
              .method(
                  method,
                  body.length == 0
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(body));
      headers.forEach((name, values) -> {
        if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
          values.forEach(value -> request.header(name, value));
        }
      });
      return request.build();
    };
  }

  private synchronized boolean isByChance(int oneIn) {
    return chance.nextInt(oneIn) == 0;
  }

  private synchronized int delay() {
    return chance.nextInt(LATEST_MILLIS);
  }

  @Override
  public void close() {
    late.shutdownNow();
    server.stop(0);
    http.close();
  }
}
