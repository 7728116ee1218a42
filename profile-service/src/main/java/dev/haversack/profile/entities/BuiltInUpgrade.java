package dev.haversack.profile.entities;

import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Gives organizations the built-in entities and attributes that came with this version: beside the
 * work, and only some time after the start, when instances of the version before, which do not know
 * them, are gone. Where nothing is missing, nothing is written.
 */
@Singleton
class BuiltInUpgrade {

  private static final Logger LOG = Logger.getLogger(BuiltInUpgrade.class);

  private final Entities entities;
  private final PollingLoop loop;
  private volatile boolean waited;
  private volatile boolean stopped;

  /**
   * An upgrade that has not begun.
   *
   * @param interval how long after the start, and how long after each look until the next
   */
  BuiltInUpgrade(
      Entities entities,
      @ConfigProperty(name = "haversack.profile.built-ins.interval", defaultValue = "10m")
          Duration interval) {
    this.entities = entities;
    this.loop = new PollingLoop("built-in-upgrade", interval, this::look);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    loop.close();
  }

  private boolean look() {
    if (!waited) {
      waited = true;
      return false;
    }
    entities.organizations().forEach(this::upgrade);
    return false;
  }

  private void upgrade(UUID organizationId) {
    if (stopped) {
      return;
    }
    try {
      if (entities.isIncomplete(organizationId)) {
        int added = entities.addMissing(organizationId);
        LOG.infof(
            "Organization %s: %d built-in entities brought up to date", organizationId, added);
      }
    } catch (RuntimeException e) {
      LOG.warnf(
          e,
          "The built-in entities of organization %s were not brought up to date; it will be tried again",
          organizationId);
    }
  }
}
