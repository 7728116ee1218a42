package dev.haversack.testing;

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
import org.jspecify.annotations.Nullable;

/** A client of server-sent events. */
public final class EventReader implements AutoCloseable {

  /**
   * An event as it came.
   *
   * @param id the place after it
   * @param name its kind
   * @param data what it says
   */
  public record Received(String id, String name, JsonNode data) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String contentType;
  private final HttpResponse<java.io.InputStream> response;
  private final BlockingQueue<Received> events = new LinkedBlockingQueue<>();

  /**
   * Begins to read.
   *
   * @param lastEventId the last event that the client has; null for none
   */
  public EventReader(String path, String token, @Nullable String lastEventId) {
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

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The content type of the answer. */
  public String contentType() {
    return contentType;
  }

  /** The next event; null when none comes in time. */
  public @Nullable Received next(long millis) throws InterruptedException {
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
