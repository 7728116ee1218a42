package dev.haversack.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * A JSON document with one very long text, sent with its length said or in chunks.
 *
 * @param before what stands before the text
 * @param length how long the text is
 * @param after what stands after it
 */
public record LargeBody(String before, int length, String after) {

  /** Sends it with and without its length; each time it must be refused as too large. */
  public void isRefused(String method, URI url, String token) {
    isRefused(method, url, token, BodyPublishers.ofInputStream(this::stream));
    isRefused(
        method,
        url,
        token,
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(this::stream), before.length() + length + after.length()));
  }

  private static void isRefused(String method, URI url, String token, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method(method, body)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertEquals(413, answer.statusCode(), answer.body());
      assertEquals(
          "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
      assertTrue(answer.body().contains("\"code\":\"too-large\""), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(List.of(bytes(before), bytes("x".repeat(length)), bytes(after))));
  }

  private static InputStream bytes(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
