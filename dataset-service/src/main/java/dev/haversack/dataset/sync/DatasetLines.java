package dev.haversack.dataset.sync;

import dev.haversack.platform.http.BrokenOffException;
import dev.haversack.platform.http.Streamed;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** A stream that is read from the database while it is written. */
public final class DatasetLines implements Streamed {

  private static final Logger LOG = Logger.getLogger(DatasetLines.class);

  private final StreamPlaces.Place place;
  private final OpenStream stream;
  private final Packing packing;

  DatasetLines(StreamPlaces.Place place, OpenStream stream, Packing packing) {
    this.place = place;
    this.stream = stream;
    this.packing = packing;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    if (!place.begin()) {
      throw new IOException("The client has gone");
    }
    try {
      write(new Packing.Body(out));
    } catch (SQLException | IOException | RuntimeException e) {
      throw new BrokenOffException(e);
    } finally {
      giveBack();
    }
  }

  /** The place last: it stands for the connection. */
  private void giveBack() {
    try {
      stream.close();
    } catch (SQLException e) {
      // Of an answer that the client may have already.
      LOG.debug("A stream could not be closed", e);
    } finally {
      place.end();
    }
  }

  private void write(Packing.Body body) throws SQLException, IOException {
    try (OutputStream packed = packing.around(body)) {
      boolean isWhole = false;
      try {
        stream.write(packed);
        isWhole = true;
      } finally {
        if (!isWhole) {
          body.giveUp();
        }
      }
    }
  }
}
