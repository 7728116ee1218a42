package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.DatasetDigests;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetRemove;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.contract.model.EntityDigest;
import dev.haversack.contract.model.EntityTotal;
import dev.haversack.contract.model.HeldDigest;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.OrganizationModels;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;

/** Snapshots and deltas for the resource. */
@ApplicationScoped
@RegisterForReflection(
    targets = {
      DatasetStart.class,
      EntityTotal.class,
      DatasetEnd.class,
      EntityDigest.class,
      DatasetPage.class,
      DatasetPut.class,
      DatasetRemove.class,
      DatasetDigests.class,
      HeldDigest.class,
      AndFilter.class,
      OrFilter.class,
      LinkFilter.class,
      Link.class,
      Condition.class
    })
class Sync {

  private static final int SHORTEST_KEY = 32;

  private final SyncEngine engine;
  private final String tokenKey;
  private final boolean demo;

  private final StreamPlaces places;
  private final News news;
  private final Looks looks;
  private final StreamPlaces waiting;

  Sync(
      DataSource database,
      ObjectMapper json,
      OrganizationModels models,
      Clock clock,
      SyncConfiguration configuration,
      News news,
      @ConfigProperty(name = "haversack.demo", defaultValue = "false") boolean demo) {
    this.tokenKey = configuration.tokenKey();
    this.demo = demo;
    this.places =
        new StreamPlaces(
            configuration.mostStreams(),
            configuration.mostStreamsOfUser(),
            configuration.longestWait());
    this.engine = new SyncEngine(database, json, models::get, clock, tokenKey);
    this.news = news;
    this.looks = new Looks(engine);
    this.waiting =
        new StreamPlaces(
            configuration.mostWaiting(), configuration.mostWaitingOfUser(), Duration.ZERO);
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
  RestResponse<StreamingOutput> stream(Ask ask, RoutingContext call) {
    return stream(ask, Duration.ZERO, call);
  }

  /**
   * The same, once there is something in it.
   *
   * @param wait how long to wait for that at most
   * @param call the call that it answers
   */
  RestResponse<StreamingOutput> stream(Ask ask, Duration wait, RoutingContext call) {
    try {
      engine.check(ask);
      if (wait.isPositive()) {
        await(ask, wait, call);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    StreamPlaces.Place place = places.take(ask.organizationId(), ask.userId());
    call.addEndHandler(ended -> place.abandon());
    if (call.response().closed()) {
      // Before the handler was there: nobody else would give the place back.
      place.abandon();
    }
    Packing packing = Packing.of(call.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    var answer =
        RestResponse.ResponseBuilder.ok(
                (StreamingOutput) new DatasetLines(place, engine, ask, packing))
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (packing == Packing.ZSTD) {
      answer.header(HttpHeaders.CONTENT_ENCODING, "zstd");
    }
    return answer.build();
  }

  DatasetPage page(Ask ask, int limit) {
    return placed(ask, () -> engine.page(ask, limit));
  }

  DatasetDigests digests(Ask ask) {
    return placed(ask, () -> engine.digests(ask));
  }

  /**
   * Looks each time the organization has gone on. Waiting takes no place among the streams and no
   * connection.
   */
  private void await(Ask ask, Duration wait, RoutingContext call) throws SQLException {
    long end = System.nanoTime() + wait.toNanos();
    StreamPlaces.Place among = waiting.take(ask.organizationId(), ask.userId());
    News.Place place = news.enter(ask.organizationId());
    try {
      Duration left = wait;
      while (left.isPositive() && !call.response().closed()) {
        long seen = place.rung();
        if (looks.hasNews(ask, left)) {
          return;
        }
        place.await(seen, Duration.ofNanos(end - System.nanoTime()));
        left = Duration.ofNanos(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      news.leave(ask.organizationId());
      among.abandon();
    }
  }

  private <T> T placed(Ask ask, SqlWork<T> work) {
    StreamPlaces.Place place = places.take(ask.organizationId(), ask.userId());
    place.begin();
    try {
      return work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      place.end();
    }
  }

  /** What is done in a place. */
  @FunctionalInterface
  private interface SqlWork<T> {
    T run() throws SQLException;
  }

  /** Looks of waiting devices: few at once, so that they leave connections to all else. */
  private static final class Looks {

    private static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final SyncEngine engine;

    private Looks(SyncEngine engine) {
      this.engine = engine;
    }

    /** False as well when it could not look in time. */
    boolean hasNews(Ask ask, Duration longest) throws SQLException, InterruptedException {
      if (!free.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      try {
        return engine.hasNews(ask);
      } finally {
        free.release();
      }
    }
  }
}
