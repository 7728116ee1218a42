package dev.haversack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.quickstart.client.Json;

/**
 * A stream that was read to its end.
 *
 * @param rows records put and removed
 * @param puts records put, of these; -1 when they were not counted
 * @param bytes its length
 * @param nanos from the request to the last byte
 * @param end its last line
 */
record Reading(long rows, long puts, long bytes, long nanos, String end) {

  /** The token for the next sync. */
  String token() {
    JsonNode line = Json.read(end, JsonNode.class);
    return line.path("token").asText();
  }

  double rate() {
    return Times.rate(rows, nanos);
  }
}
