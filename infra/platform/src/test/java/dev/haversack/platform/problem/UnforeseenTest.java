package dev.haversack.platform.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class UnforeseenTest {

  private final Logger logger = Logger.getLogger(ProblemMappers.class.getName());
  private final List<String> severe = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            severe.add(entry.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void failuresAreLoggedAndTheirCauseIsNotTold() {
    var answer = new ProblemMappers().unforeseen(new IOException("secret"));

    assertEquals(500, answer.getStatus());
    assertEquals(false, answer.getEntity().toString().contains("secret"));
    assertEquals(List.of("Unforeseen failure"), severe);
  }

  @Test
  void whoCallsWhileTheDatabaseRestartsIsToldToComeAgain() {
    var broken = new PSQLException("An I/O error occurred", PSQLState.CONNECTION_FAILURE);
    var answer = new ProblemMappers().unforeseen(new IllegalStateException(broken));
    assertEquals(503, answer.getStatus());
    assertEquals("1", answer.getHeaders().getFirst("Retry-After").toString());

    var other = new PSQLException("No such table", PSQLState.UNDEFINED_TABLE);
    assertEquals(
        500, new ProblemMappers().unforeseen(new IllegalStateException(other)).getStatus());
  }

  @Test
  void thatAClientHasGoneIsNoFailure() {
    var gone = new HttpClosedException("Connection was closed");

    new ProblemMappers().unforeseen(new IOException(new IOException("Failed to write", gone)));

    assertEquals(List.of(), severe);
  }
}
