package dev.haversack.platform.events;

import java.nio.charset.StandardCharsets;

/**
 * A server-sent event.
 *
 * @param id the place in the stream after it; what the client sends as {@code Last-Event-ID}
 * @param name what kind of event it is
 * @param data JSON on one line
 */
public record ServerEvent(String id, String name, String data) {

  /** Its bytes on the wire. */
  byte[] bytes() {
    return ("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
