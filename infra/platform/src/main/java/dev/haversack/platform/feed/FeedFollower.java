package dev.haversack.platform.feed;

import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.OrganizationRevision;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Brings the configuration of every organization into this service's tables. While profile-service
 * is down, what is known stays in force.
 */
@ApplicationScoped
class FeedFollower {

  private static final Logger LOG = Logger.getLogger(FeedFollower.class);

  private final ConfigurationFeedClient feed;
  private final ConfigurationStore store;
  private final FeedConfiguration configuration;
  private final PollingLoop loop;

  FeedFollower(
      @RestClient ConfigurationFeedClient feed,
      ConfigurationStore store,
      FeedConfiguration configuration) {
    this.feed = feed;
    this.store = store;
    this.configuration = configuration;
    this.loop = new PollingLoop("configuration-feed", configuration.pollInterval(), this::follow);
  }

  void start(@Observes StartupEvent event) {
    if (configuration.enabled()) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  /** One page for each organization that is behind; one that fails keeps no other waiting. */
  boolean follow() {
    boolean more = false;
    for (OrganizationRevision present : feed.revisions().organizations()) {
      try {
        more |= follow(present);
      } catch (RuntimeException e) {
        LOG.warnf(
            e,
            "The configuration of organization %s was not taken over; it will be tried again",
            present.organizationId());
      }
    }
    return more;
  }

  private boolean follow(OrganizationRevision present) {
    long reached = store.revision(present.organizationId());
    if (reached >= present.revision()) {
      return false;
    }
    FeedPage page = feed.page(present.organizationId(), reached, configuration.pageSize());
    store.apply(present.organizationId(), page);
    return page.entries().size() == configuration.pageSize();
  }
}
