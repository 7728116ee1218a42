package dev.haversack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.SuiteUrls;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads datasets as bytes: it counts lines and keeps the last one, and one thread does all of a
 * request, since parsing and handing over here would take processor time from what is measured.
 * Safe for use by several threads.
 */
final class Reader {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
  private static final int BUFFER = 1 << 16;

  /** For so many milliseconds a busy server is asked again, as devices do; it counts as reading. */
  private static final double LONGEST_BUSY = 60_000;

  /** The first and the last line of a stream are not records. */
  private static final int FRAME = 2;

  private static final byte[] PUT = "{\"type\":\"put\"".getBytes(StandardCharsets.US_ASCII);

  static {
    // Devices keep their connection; without this only five of them could.
    System.setProperty("http.maxConnections", "64");
  }

  private record Token(String text, Instant until) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final SuiteUrls urls;

  Reader(SuiteUrls urls) {
    this.urls = urls;
  }

  Reading snapshot(String user) throws IOException {
    return read(user, "/dataset/v1/snapshot", 0);
  }

  Reading delta(String user, String token) throws IOException {
    return delta(user, token, 0);
  }

  /** The delta as soon as there is something in it, or after the seconds. */
  Reading delta(String user, String token, int waitSeconds) throws IOException {
    return read(
        user,
        "/dataset/v1/delta?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8),
        waitSeconds);
  }

  /** Has a token for the user before time counts. */
  String token(String user) {
    return tokens
        .compute(
            user,
            (name, known) ->
                known != null && known.until().isAfter(Instant.now()) ? known : ask(name))
        .text();
  }

  private Token ask(String user) {
    HttpRequest request =
        HttpRequest.newBuilder(urls.token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=password&client_id=cli&password=any&username=" + user))
            .build();
    try {
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Token(
          Json.read(answer, JsonNode.class).path("access_token").asText(),
          Instant.now().plus(TOKEN_LIFE));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Reading read(String user, String path, int waitSeconds) throws IOException {
    long start = System.nanoTime();
    HttpURLConnection call = call(user, path, waitSeconds);
    while (call.getResponseCode() == 503 && Times.since(start) < LONGEST_BUSY) {
      pause(call.getHeaderFieldInt("Retry-After", 1));
      call = call(user, path, waitSeconds);
    }
    if (call.getResponseCode() != 200) {
      throw new IOException(
          path + ": " + new String(call.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    try (InputStream body = call.getInputStream()) {
      return counted(body, start);
    }
  }

  private HttpURLConnection call(String user, String path, int waitSeconds) throws IOException {
    var call = (HttpURLConnection) urls.of(path).toURL().openConnection();
    call.setRequestProperty("Authorization", "Bearer " + token(user));
    call.setRequestProperty("Accept", "application/x-ndjson");
    if (waitSeconds > 0) {
      call.setRequestProperty("Prefer", "wait=" + waitSeconds);
    }
    return call;
  }

  private static void pause(int seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Reading counted(InputStream body, long start) throws IOException {
    Lines lines = new Lines();
    byte[] buffer = new byte[BUFFER];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      lines.add(buffer, n);
    }
    return new Reading(
        lines.count - FRAME, lines.puts, lines.bytes, System.nanoTime() - start, lines.last());
  }

  /**
   * Counts lines and those that put a record, and keeps the beginning of no other than the last.
   */
  private static final class Lines {
    private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    private byte[] last = new byte[0];
    private long count;
    private long puts;
    private long bytes;
    private int column;
    private boolean put = true;

    void add(byte[] buffer, int length) {
      bytes += length;
      int from = 0;
      for (int i = 0; i < length; i++) {
        byte b = buffer[i];
        if (b == '\n') {
          line.write(buffer, from, i - from);
          from = i + 1;
          ended();
        } else {
          if (column < PUT.length && b != PUT[column]) {
            put = false;
          }
          column++;
        }
      }
      line.write(buffer, from, length - from);
    }

    private void ended() {
      count++;
      puts += put && column >= PUT.length ? 1 : 0;
      last = line.size() < BUFFER ? line.toByteArray() : last;
      line.reset();
      column = 0;
      put = true;
    }

    String last() {
      return new String(last, StandardCharsets.UTF_8);
    }
  }
}
