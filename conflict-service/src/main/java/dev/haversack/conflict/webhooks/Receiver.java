package dev.haversack.conflict.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.SyncErrorEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts messages. */
@ApplicationScoped
class Receiver {

  private static final int GONE = 410;

  /** What came of it. */
  sealed interface Answer {

    /** It was received. */
    record Received() implements Answer {}

    /** It was not; to be tried again. */
    record NotNow(String why) implements Answer {}

    /** Nobody wants to be told any more. */
    record Gone() implements Answer {}
  }

  private final WebhooksConfiguration configuration;
  private final ObjectMapper json;
  private final Clock clock;
  private final HttpClient http;

  Receiver(WebhooksConfiguration configuration, ObjectMapper json, Clock clock) {
    this.configuration = configuration;
    this.json = json;
    this.clock = clock;
    // Redirects could lead where the address itself must not.
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(configuration.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Tells of an event; whatever goes wrong with that is an answer, too. */
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  Answer tell(StoredWebhook webhook, SyncErrorEvent event) {
    try {
      URI url = URI.create(webhook.url());
      if (!configuration.allowPrivate() && Address.isPrivate(url.getHost())) {
        return new Answer.NotNow("The address is inside a private network.");
      }
      return answer(status(request(url, webhook, event)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.NotNow("Interrupted.");
    } catch (TimeoutException e) {
      return new Answer.NotNow("No whole answer within " + configuration.timeout() + ".");
    } catch (ExecutionException e) {
      return new Answer.NotNow("No answer: " + nameOf(e.getCause()) + ".");
    } catch (IOException | RuntimeException e) {
      return new Answer.NotNow("It could not be sent: " + nameOf(e) + ".");
    }
  }

  private static Answer answer(int status) {
    if (status == GONE) {
      return new Answer.Gone();
    }
    return status >= 200 && status < 300
        ? new Answer.Received()
        : new Answer.NotNow("The answer was " + status + ".");
  }

  /**
   * The request's own time limit ends with the first byte of the answer; this one with the last.
   */
  private int status(HttpRequest request)
      throws InterruptedException, ExecutionException, TimeoutException {
    var sent = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return sent.get(configuration.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } finally {
      sent.cancel(true);
    }
  }

  private static String nameOf(@Nullable Throwable e) {
    return e == null ? "unknown" : e.getClass().getSimpleName();
  }

  private HttpRequest request(URI url, StoredWebhook webhook, SyncErrorEvent event) {
    String body = body(webhook, event);
    String id = webhook.id() + "-" + event.number();
    long timestamp = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(url)
        .timeout(configuration.timeout())
        .header("Content-Type", "application/json")
        .header("User-Agent", "Haversack")
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(timestamp))
        .header("webhook-signature", Signature.of(webhook.secret(), id, timestamp, body))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String body(StoredWebhook webhook, SyncErrorEvent event) {
    try {
      return json.writeValueAsString(
          new Message(
              "sync-error." + WireNames.of(event.kind()),
              event.at(),
              webhook.organizationId(),
              event));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
