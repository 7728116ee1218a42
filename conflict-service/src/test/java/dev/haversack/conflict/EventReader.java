package dev.haversack.conflict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events. */
final class EventReader implements AutoCloseable {

  /** An event as it came. */
  record Received(String id, String name, JsonNode data) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  final int status;
  final String contentType;
  private final HttpResponse<java.io.InputStream> response;
  private final BlockingQueue<Received> events = new LinkedBlockingQueue<>();

  EventReader(String path, String token, String lastEventId) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
              .header("Accept", "text/event-stream")
              .header("Authorization", "Bearer " + token);
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      response =
          HttpClient.newHttpClient()
              .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    status = response.statusCode();
    contentType = response.headers().firstValue("Content-Type").orElse("");
    Thread.ofVirtual().start(this::read);
  }

  /** The next event; null when none comes in time. */
  Received next(long millis) throws InterruptedException {
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String name = "";
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(new Received(id, name, JSON.readTree(line.substring(6))));
        }
      }
    } catch (IOException e) {
      // The test has closed it.
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
