package dev.haversack.dataset.directory;

import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Comes back for the records that were locked when their owner moved. */
@ApplicationScoped
class MoveFollower {

  /**
   * The table is nearly always empty, and what is in it waits for somebody's transaction to end.
   */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private static final String NOTED = "SELECT org_id, owner_id FROM owner_move LIMIT 1000";

  private final DataSource database;
  private final OwnerMoves moves;
  private final ConfigurationGate gate;
  private final ChangeSignals signals;
  private final PollingLoop loop = new PollingLoop("owner-moves", INTERVAL, this::pass);

  MoveFollower(
      DataSource database, OwnerMoves moves, ConfigurationGate gate, ChangeSignals signals) {
    this.database = database;
    this.moves = moves;
    this.gate = gate;
    this.signals = signals;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private boolean pass() {
    noted()
        .forEach((organizationId, owners) ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  gate.pass(organizationId);
                  moves.follow(organizationId, owners);
                  signals.afterCommit(organizationId);
                }));
    return false;
  }

  private Map<UUID, Set<UUID>> noted() {
    Map<UUID, Set<UUID>> noted = new TreeMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NOTED);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        noted
            .computeIfAbsent(rows.getObject(1, UUID.class), id -> new HashSet<>())
            .add(rows.getObject(2, UUID.class));
      }
      return noted;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
