package dev.haversack.dataset.sync;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** A stream that is read from the database while it is written; see {@link LinesBodyWriter}. */
public final class DatasetLines implements StreamingOutput {

  private final StreamPlaces.Place place;
  private final SyncEngine engine;
  private final Ask ask;
  private final Packing packing;

  DatasetLines(StreamPlaces.Place place, SyncEngine engine, Ask ask, Packing packing) {
    this.place = place;
    this.engine = engine;
    this.ask = ask;
    this.packing = packing;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    if (!place.begin()) {
      throw new IOException("The client has gone");
    }
    try {
      write(new Packing.Body(out));
    } catch (SQLException e) {
      // The answer has begun: without its last line the client knows that it is incomplete.
      throw new IOException(e);
    } finally {
      place.end();
    }
  }

  private void write(Packing.Body body) throws SQLException, IOException {
    try (OutputStream packed = packing.around(body)) {
      boolean isWhole = false;
      try {
        engine.write(ask, packed);
        isWhole = true;
      } finally {
        if (!isWhole) {
          body.giveUp();
        }
      }
    }
  }
}
