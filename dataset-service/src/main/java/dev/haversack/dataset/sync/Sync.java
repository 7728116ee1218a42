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
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
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
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
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

  private static final Logger LOG = Logger.getLogger(Sync.class);
  private static final int SHORTEST_KEY = 32;
  private static final int MOST_TRIES = 20;
  private static final Duration UNTIL_NEXT_TRY = Duration.ofMillis(20);

  private final SyncEngine engine;
  private final String tokenKey;
  private final boolean demo;

  private final StreamPlaces places;
  private final News news;
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
    this.engine = new SyncEngine(database, json, models::atLeast, clock, tokenKey);
    this.news = news;
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
      Opened opened = wait.isPositive() ? await(ask, wait, call) : open(ask);
      return answer(opened, call);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A stream in its place.
   *
   * @param place its place
   * @param stream the stream
   */
  private record Opened(StreamPlaces.Place place, OpenStream stream) {

    /** Nobody is going to read it, unless somebody has begun to. */
    void abandon() {
      if (place.abandon()) {
        try {
          stream.close();
        } catch (SQLException e) {
          LOG.debug("A stream that nobody reads could not be closed", e);
        }
      }
    }
  }

  /** A connection is taken only by who has a place. */
  private Opened open(Ask ask) throws SQLException {
    StreamPlaces.Place place = places.take(ask.organizationId(), ask.userId());
    boolean done = false;
    try {
      Opened opened = new Opened(place, engine.open(ask));
      done = true;
      return opened;
    } finally {
      if (!done) {
        place.abandon();
      }
    }
  }

  private static RestResponse<StreamingOutput> answer(Opened opened, RoutingContext call) {
    // The handler runs where nothing may wait for a database.
    call.addEndHandler(ended -> Thread.startVirtualThread(opened::abandon));
    if (call.response().closed()) {
      // Before the handler was there: nobody else would give the place back.
      opened.abandon();
    }
    Packing packing = Packing.of(call.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    var answer =
        RestResponse.ResponseBuilder.ok(
                (StreamingOutput) new DatasetLines(opened.place(), opened.stream(), packing))
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
   * Opens the stream each time the organization has gone on, until there is something in it or the
   * time is over. Waiting takes no place among the streams and no connection.
   */
  private Opened await(Ask ask, Duration wait, RoutingContext call) throws SQLException {
    long end = System.nanoTime() + wait.toNanos();
    StreamPlaces.Place among = waiting.take(ask.organizationId(), ask.userId());
    News.Place place = news.enter(ask.organizationId());
    long seen = place.rung();
    try {
      call.addEndHandler(ended -> place.wake());
      Opened opened = openAgain(ask);
      while (true) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (isWanted(opened, left, call)) {
          return opened;
        }
        opened.abandon();
        place.await(seen, left, () -> call.response().closed());
        if (call.response().closed()) {
          throw ProblemException.of(ProblemCode.BUSY, "Nobody waits any more.");
        }
        seen = place.rung();
        opened = openAgain(ask);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      news.leave(ask.organizationId());
      among.abandon();
    }
  }

  /** Who waits has asked in time already: he is not sent away because all want to look at once. */
  private Opened openAgain(Ask ask) throws SQLException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return open(ask);
      } catch (ProblemException e) {
        if (e.code() != ProblemCode.BUSY || tries == MOST_TRIES) {
          throw e;
        }
        Thread.sleep(UNTIL_NEXT_TRY);
      }
    }
  }

  private static boolean isWanted(Opened opened, Duration left, RoutingContext call)
      throws SQLException {
    boolean done = false;
    try {
      boolean wanted = !left.isPositive() || call.response().closed() || opened.stream().hasNews();
      done = true;
      return wanted;
    } finally {
      if (!done) {
        opened.abandon();
      }
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
}
