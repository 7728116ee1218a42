package dev.haversack.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/** What is done with answers that have begun. */
public final class Answers {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private Answers() {}

  /**
   * Breaks one off so that it cannot look whole: nothing that is written afterwards goes out, above
   * all no end. Closing the connection in the ordinary way would wait until the client has read
   * what was written, and meanwhile more is. To be called where a thread may wait.
   */
  public static void breakOff(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2
        && request.connection() instanceof ConnectionBase connection) {
      connection.channel().close().awaitUninterruptibly(LONGEST_CLOSE.toMillis());
    } else {
      request.response().reset();
    }
  }
}
