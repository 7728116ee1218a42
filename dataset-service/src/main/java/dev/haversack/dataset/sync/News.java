package dev.haversack.dataset.sync;

import dev.haversack.dataset.slicer.CheckpointClosed;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Lets devices wait until their organization has gone on. The slicer of this instance tells at
 * once; that another instance's slicer closed a checkpoint is found by looking, for all who wait
 * together.
 */
@ApplicationScoped
class News {

  /** How long a checkpoint of another instance may stay unnoticed. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final String POSITIONS =
      "SELECT org_id, position FROM organization_checkpoint WHERE org_id = ANY (?)";

  private final DataSource database;
  private final Map<UUID, Place> places = new ConcurrentHashMap<>();
  private final PollingLoop loop = new PollingLoop("news", LOOK, this::look);

  News(DataSource database) {
    this.database = database;
  }

  /** Where the devices of an organization wait. */
  static final class Place {

    private long rung;
    private long position = -1;
    private int waiting;

    private synchronized void at(long newPosition) {
      if (newPosition != position) {
        position = newPosition;
        ring();
      }
    }

    private synchronized void ring() {
      rung++;
      notifyAll();
    }

    /** How often the organization has gone on so far. */
    synchronized long rung() {
      return rung;
    }

    /** Lets all who wait look whether they still want to. */
    synchronized void wake() {
      notifyAll();
    }

    /** Waits until it has done so once more than that, the time is over, or it is not wanted. */
    synchronized void await(long seen, Duration longest, BooleanSupplier gone)
        throws InterruptedException {
      long end = System.nanoTime() + longest.toNanos();
      for (long left = longest.toMillis(); rung == seen && left > 0 && !gone.getAsBoolean(); ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }

  /** A place to wait at; {@link #leave} gives it back. */
  Place enter(UUID organizationId) {
    return places.compute(
        organizationId,
        (id, known) -> {
          Place place = known == null ? new Place() : known;
          place.waiting++;
          return place;
        });
  }

  void leave(UUID organizationId) {
    places.computeIfPresent(organizationId, (id, place) -> --place.waiting == 0 ? null : place);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    places.values().forEach(Place::ring);
  }

  void closed(@Observes CheckpointClosed event) {
    Place place = places.get(event.organizationId());
    if (place != null) {
      place.ring();
    }
  }

  private boolean look() throws SQLException {
    if (places.isEmpty()) {
      return false;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(POSITIONS)) {
      statement.setArray(1, connection.createArrayOf("uuid", places.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Place place = places.get(rows.getObject(1, UUID.class));
          if (place != null) {
            place.at(rows.getLong(2));
          }
        }
      }
    }
    return false;
  }
}
