package dev.haversack.bench;

import dev.haversack.quickstart.client.SuiteUrls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Uploads batches that were written down before: what is measured is not how fast they are made.
 */
final class Uploader {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SuiteUrls urls;
  private final Reader tokens;

  Uploader(SuiteUrls urls, Reader tokens) {
    this.urls = urls;
    this.tokens = tokens;
  }

  /**
   * A device with what it has to upload.
   *
   * @param user whose it is
   * @param id the device
   * @param batches its batches, in order
   */
  record Queue(String user, UUID id, List<String> batches) {}

  /** The actions in batches of this size. */
  static List<String> batches(List<String> actions, int size) {
    List<String> batches = new ArrayList<>();
    for (int from = 0; from < actions.size(); from += size) {
      List<String> some = actions.subList(from, Math.min(actions.size(), from + size));
      batches.add(
          "{\"batchId\":\"%s\",\"actions\":[%s]}"
              .formatted(UUID.randomUUID(), String.join(",", some)));
    }
    return batches;
  }

  /** One update of an account. */
  static String update(long sequence, Store.Seen account, String attribute, String value) {
    return """
    {"actionId":"%s","sequence":%d,"entity":"account","recordId":"%s","operation":"update",\
    "attributes":{"%s":"%s"},"baseVersion":%d}\
    """
        .formatted(UUID.randomUUID(), sequence, account.id(), attribute, value, account.version());
  }

  /** Uploads all batches of a device, one after the other. */
  void all(Queue queue) throws IOException, InterruptedException {
    for (String batch : queue.batches()) {
      one(queue.user(), queue.id(), batch, 0);
    }
  }

  /** Uploads one batch; returns the answer. */
  String one(String user, UUID device, String batch, int waitSeconds)
      throws IOException, InterruptedException {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(urls.of("/replay/v1/devices/" + device + "/batches"))
            .header("Authorization", "Bearer " + tokens.token(user))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(batch));
    if (waitSeconds > 0) {
      call.header("Prefer", "wait=" + waitSeconds);
    }
    HttpResponse<String> answer = http.send(call.build(), HttpResponse.BodyHandlers.ofString());
    Bed.require(answer.statusCode() / 100 == 2, "an upload refused: " + answer.body());
    return answer.body();
  }
}
