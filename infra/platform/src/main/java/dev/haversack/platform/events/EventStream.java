package dev.haversack.platform.events;

import dev.haversack.platform.http.Streamed;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * An answer of server-sent events. It ends by itself after a while, so that tokens do not outlive
 * their time by much and clients spread over new instances; a client then comes again and names the
 * last event that it has.
 */
public final class EventStream implements Streamed {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Often enough for proxies not to take a quiet stream for a dead one. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final String COME_AGAIN = "retry: 2000\n\n";

  private final EventSource source;
  private final EventPlaces.Place place;

  EventStream(EventSource source, EventPlaces.Place place) {
    this.source = source;
    this.place = place;
  }

  /** The answer with this stream. */
  public static RestResponse<StreamingOutput> answer(EventStream stream) {
    return RestResponse.ResponseBuilder.ok((StreamingOutput) stream)
        .header("Cache-Control", "no-store")
        // Without this some proxies keep events back until there are many.
        .header("X-Accel-Buffering", "no")
        .build();
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (place) {
      long end = System.nanoTime() + LONGEST.toNanos();
      out.write(COME_AGAIN.getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (System.nanoTime() < end && !place.isClosing()) {
        pass(out);
      }
    }
  }

  private void pass(OutputStream out) throws IOException {
    boolean any = false;
    for (ServerEvent event : source.next(HEARTBEAT)) {
      out.write(event.bytes());
      any = true;
    }
    if (!any) {
      // Sets the client's place without being an event to it, and finds out whether it is there.
      out.write(("id: " + source.position() + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }
}
