package dev.haversack.dataset.sync;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream that is read from the database while it is written; see {@link LinesBodyWriter}. */
public final class DatasetLines implements StreamingOutput {

  /** A device that gets no place in this time had better come again later. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Semaphore places;
  private final SyncEngine engine;
  private final UUID organizationId;
  private final UUID userId;
  private final @Nullable String token;

  DatasetLines(
      Semaphore places,
      SyncEngine engine,
      UUID organizationId,
      UUID userId,
      @Nullable String token) {
    this.places = places;
    this.engine = engine;
    this.organizationId = organizationId;
    this.userId = userId;
    this.token = token;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try {
      if (!places.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("Too many streams at once");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    try {
      engine.write(organizationId, userId, token, out);
    } catch (SQLException e) {
      // The answer has begun: without its last line the client knows that it is incomplete.
      throw new IOException(e);
    } finally {
      places.release();
    }
  }
}
