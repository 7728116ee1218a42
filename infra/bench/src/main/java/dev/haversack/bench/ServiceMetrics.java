package dev.haversack.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * What a service says of itself.
 *
 * @param lines in the text format of Prometheus
 */
record ServiceMetrics(List<String> lines) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Asks the service with this address. */
  static ServiceMetrics of(URI url) throws IOException, InterruptedException {
    HttpRequest call =
        HttpRequest.newBuilder(url.resolve("/q/metrics")).header("Accept", "text/plain").build();
    return new ServiceMetrics(HTTP.send(call, HttpResponse.BodyHandlers.ofLines()).body().toList());
  }

  /** The sum of all values whose names and tags begin like this. */
  double sum(String beginning) {
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
