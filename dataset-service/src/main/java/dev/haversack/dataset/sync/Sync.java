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
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
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

  private final StreamPlaces places;

  Sync(
      DataSource database,
      ObjectMapper json,
      OrganizationModels models,
      Clock clock,
      SyncConfiguration configuration,
      @ConfigProperty(name = "haversack.demo", defaultValue = "false") boolean demo) {
    this.tokenKey = configuration.tokenKey();
    this.demo = demo;
    this.places =
        new StreamPlaces(
            configuration.mostStreams(),
            configuration.mostStreamsOfUser(),
            configuration.longestWait());
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

  /**
   * A stream that is known to be answerable and has its place; it is read while it is written.
   *
   * @param call the call that it answers
   */
  StreamingOutput stream(
      UUID organizationId, UUID userId, @Nullable String token, RoutingContext call) {
    try {
      engine.check(organizationId, userId, token);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    StreamPlaces.Place place = places.take(organizationId, userId);
    call.addEndHandler(ended -> place.abandon());
    if (call.response().closed()) {
      // Before the handler was there: nobody else would give the place back.
      place.abandon();
    }
    return new DatasetLines(place, engine, organizationId, userId, token);
  }
}
