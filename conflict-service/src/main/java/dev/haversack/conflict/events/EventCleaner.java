package dev.haversack.conflict.events;

import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Removes old events. */
@ApplicationScoped
class EventCleaner {

  private static final int BATCH = 5_000;

  private final EventLog log;
  private final EventsConfiguration configuration;
  private final Clock clock;
  private final PollingLoop loop;

  EventCleaner(EventLog log, EventsConfiguration configuration, Clock clock) {
    this.log = log;
    this.configuration = configuration;
    this.clock = clock;
    this.loop = new PollingLoop("event-cleaner", configuration.cleaning(), this::clean);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private boolean clean() {
    return log.clean(clock.instant().minus(configuration.kept()), BATCH) == BATCH;
  }
}
