package dev.haversack.dataset.directory;

import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.Rounds;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Has the records of users and teams that moved follow them, chunk by chunk. */
@ApplicationScoped
class MoveFollower {

  /** The table is nearly always empty, and asking for what is in it costs next to nothing. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final OwnerMoves moves;
  private final ConfigurationGate gate;
  private final ChangeSignals signals;
  private final Rounds rounds;
  private final PollingLoop loop = new PollingLoop("owner-moves", INTERVAL, this::pass);

  MoveFollower(OwnerMoves moves, ConfigurationGate gate, ChangeSignals signals, Clock clock) {
    this.moves = moves;
    this.gate = gate;
    this.signals = signals;
    this.rounds = new Rounds("owner moves", clock, this::chunk);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private boolean pass() {
    return rounds.run(moves.organizations());
  }

  /** The gate: an owner who moves on while his records follow him must not be taken for done. */
  private Rounds.Left chunk(UUID organizationId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          gate.pass(organizationId);
          signals.afterCommit(organizationId);
          return moves.follow(organizationId);
        });
  }
}
