package dev.haversack.dataset.sync;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stream that is read from the database while it is written; see {@link LinesBodyWriter}. */
public final class DatasetLines implements StreamingOutput {

  private final StreamPlaces.Place place;
  private final SyncEngine engine;
  private final UUID organizationId;
  private final UUID userId;
  private final @Nullable String token;

  DatasetLines(
      StreamPlaces.Place place,
      SyncEngine engine,
      UUID organizationId,
      UUID userId,
      @Nullable String token) {
    this.place = place;
    this.engine = engine;
    this.organizationId = organizationId;
    this.userId = userId;
    this.token = token;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    if (!place.begin()) {
      throw new IOException("The client has gone");
    }
    try {
      engine.write(organizationId, userId, token, out);
    } catch (SQLException e) {
      // The answer has begun: without its last line the client knows that it is incomplete.
      throw new IOException(e);
    } finally {
      place.end();
    }
  }
}
