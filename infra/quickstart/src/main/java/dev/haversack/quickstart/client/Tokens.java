package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Gets tokens from the issuer, and keeps each until shortly before it expires. */
final class Tokens {

  /** A token that expires while a call is on its way would be refused. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI endpoint;
  private final Credentials credentials;
  private final Clock clock;
  private String token = "";
  private Instant expires = Instant.MIN;

  Tokens(HttpClient http, URI endpoint, Credentials credentials, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.clock = clock;
  }

  synchronized String token() {
    Instant now = clock.instant();
    if (now.isAfter(expires)) {
      JsonNode answer = ask();
      token = answer.path("access_token").asText();
      expires = now.plusSeconds(answer.path("expires_in").asLong(60)).minus(MARGIN);
    }
    return token;
  }

  private JsonNode ask() {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form()))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ProblemAnswerException(
            "POST", endpoint, answer.statusCode(), null, answer.body());
      }
      return Json.read(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new UnreachableException("POST", endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("POST", endpoint, e);
    }
  }

  private String form() {
    return credentials.form().entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
