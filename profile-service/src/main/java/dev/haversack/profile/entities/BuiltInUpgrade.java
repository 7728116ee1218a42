package dev.haversack.profile.entities;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Gives organizations the built-in entities and attributes that came with this version. Each start
 * looks; where nothing is missing, nothing is written.
 */
@Singleton
class BuiltInUpgrade {

  private static final Logger LOG = Logger.getLogger(BuiltInUpgrade.class);

  private final Entities entities;

  BuiltInUpgrade(Entities entities) {
    this.entities = entities;
  }

  void start(@Observes StartupEvent event) {
    for (UUID organizationId : entities.organizations()) {
      int added = entities.addMissing(organizationId);
      if (added > 0) {
        LOG.infof(
            "Organization %s: %d built-in entities brought up to date", organizationId, added);
      }
    }
  }
}
