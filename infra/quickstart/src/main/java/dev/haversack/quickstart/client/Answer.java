package dev.haversack.quickstart.client;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * A successful answer.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body what it carries
 */
public record Answer<T>(int status, HttpHeaders headers, T body) {

  /** The state of the resource, for the next conditional call. */
  public Optional<String> etag() {
    return headers.firstValue("ETag");
  }
}
