package dev.haversack.dataset.records;

import dev.haversack.platform.work.PollingLoop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/** Brings the records of all organizations up with their metadata, chunk by chunk. */
@ApplicationScoped
public class MetadataSweeper {

  /** Metadata change seldom; nobody waits for this. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** A fraction of a second's work: what it locks is soon free, and the slicer keeps up with it. */
  private static final int CHUNK = 5_000;

  /** Records that an import has locked are come back for; the other organizations must not wait. */
  private static final String LIMIT_WAITING = "SET LOCAL lock_timeout = '2s'";

  private final DataSource database;
  private final RecordSweeps sweeps;
  private final ChangeSignals signals;
  private final Rounds rounds;
  private final PollingLoop loop = new PollingLoop("metadata-sweeper", INTERVAL, this::pass);

  MetadataSweeper(DataSource database, RecordSweeps sweeps, ChangeSignals signals, Clock clock) {
    this.database = database;
    this.sweeps = sweeps;
    this.signals = signals;
    this.rounds = new Rounds("metadata sweeps", clock, this::chunk);
  }

  /** Runs until nothing is left to do in an organization. */
  public void drain(UUID organizationId) {
    while (chunk(organizationId) == Rounds.Left.MORE) {
      // Chunk by chunk.
    }
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private boolean pass() {
    return rounds.run(sweeps.organizations());
  }

  private Rounds.Left chunk(UUID organizationId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          limitWaiting();
          signals.afterCommit(organizationId);
          return sweeps.next(organizationId, CHUNK) ? Rounds.Left.MORE : Rounds.Left.NOTHING;
        });
  }

  private void limitWaiting() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LIMIT_WAITING);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
