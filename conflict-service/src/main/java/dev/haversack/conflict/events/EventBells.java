package dev.haversack.conflict.events;

import dev.haversack.platform.events.Bells;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Rings for an organization when something happened to its errors. What happened through other
 * instances is found with one query for all who wait here.
 */
@ApplicationScoped
class EventBells {

  private final Bells<UUID> bells = new Bells<>();
  private final EventLog log;
  private final PollingLoop loop;
  private Map<UUID, Long> known = new HashMap<>();

  EventBells(EventLog log, EventsConfiguration configuration) {
    this.log = log;
    this.loop = new PollingLoop("event-bells", configuration.pollInterval(), this::look);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  Bells<UUID>.Bell listen(UUID organizationId) {
    return bells.listen(organizationId);
  }

  void ring(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventsAdded added) {
    bells.ring(added.organizationId());
  }

  private boolean look() {
    Set<UUID> organizations = bells.listenedTo();
    Map<UUID, Long> last = organizations.isEmpty() ? Map.of() : log.last(organizations);
    last.forEach((organization, number) -> {
      if (!number.equals(known.get(organization))) {
        bells.ring(organization);
      }
    });
    known = last;
    return false;
  }
}
