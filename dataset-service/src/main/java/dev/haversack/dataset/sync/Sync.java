package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityDigest;
import dev.haversack.contract.model.EntityTotal;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.OrganizationModels;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Snapshots and deltas for the resource. */
@ApplicationScoped
@RegisterForReflection(
    targets = {
      DatasetStart.class,
      EntityTotal.class,
      DatasetEnd.class,
      EntityDigest.class,
      AndFilter.class,
      OrFilter.class,
      Condition.class
    })
class Sync {

  private static final int SHORTEST_KEY = 32;

  private final SyncEngine engine;
  private final String tokenKey;
  private final boolean demo;

  /**
   * A stream keeps a connection for as long as its client reads; the others are for everybody else.
   */
  private final Semaphore places;

  Sync(
      DataSource database,
      ObjectMapper json,
      OrganizationModels models,
      Clock clock,
      SyncConfiguration configuration,
      @ConfigProperty(name = "haversack.demo", defaultValue = "false") boolean demo) {
    this.tokenKey = configuration.tokenKey();
    this.demo = demo;
    this.places = new Semaphore(configuration.mostStreams(), true);
    this.engine = new SyncEngine(database, json, models::get, clock, tokenKey);
  }

  void start(@Observes StartupEvent event) {
    requireSafeKey(tokenKey, LaunchMode.current() == LaunchMode.NORMAL && !demo);
  }

  /** Refuses to start with a key that somebody could guess. */
  static void requireSafeKey(String key, boolean production) {
    if (key.length() < SHORTEST_KEY) {
      throw new IllegalStateException(
          "haversack.dataset.token-key needs at least " + SHORTEST_KEY + " characters.");
    }
    if (production && key.equals(SyncConfiguration.DEMO_KEY)) {
      throw new IllegalStateException(
          "Set haversack.dataset.token-key to a secret of your own: with the demo key anybody can"
              + " forge dataset tokens. For a demonstration set haversack.demo=true.");
    }
  }

  /** A stream that is known to be answerable; it is read while it is written. */
  StreamingOutput stream(UUID organizationId, UUID userId, @Nullable String token) {
    try {
      engine.check(organizationId, userId, token);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new DatasetLines(places, engine, organizationId, userId, token);
  }
}
