package dev.haversack.conflict.retention;

import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.work.PollingLoop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes errors that were settled longer ago than their organization wants to keep them, with
 * their attempts, decisions and comments. What is open stays, however old it is.
 */
@ApplicationScoped
class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  private static final String ORGANIZATIONS =
      """
      SELECT org_id FROM sync_error WHERE settled_at IS NOT NULL GROUP BY org_id
      """;

  /** A locked error is being talked about: it goes next time. */
  private static final String OLD =
      """
      SELECT id FROM sync_error
      WHERE org_id = ? AND settled_at < ? AND state = 'resolved'
      ORDER BY settled_at
      LIMIT ?
      FOR UPDATE SKIP LOCKED
      """;

  private static final List<String> REMOVE =
      List.of(
          "DELETE FROM sync_error_comment WHERE org_id = ? AND error_id = ANY (?::uuid[])",
          "DELETE FROM sync_error_resolution WHERE org_id = ? AND error_id = ANY (?::uuid[])",
          "DELETE FROM sync_error_attempt WHERE org_id = ? AND error_id = ANY (?::uuid[])",
          "DELETE FROM sync_error WHERE org_id = ? AND id = ANY (?::uuid[])");

  private final Jdbc jdbc;
  private final ConfigurationStore configured;
  private final RetentionConfiguration configuration;
  private final Clock clock;
  private final PollingLoop loop;

  Retention(
      Jdbc jdbc, ConfigurationStore configured, RetentionConfiguration configuration, Clock clock) {
    this.jdbc = jdbc;
    this.configured = configured;
    this.configuration = configuration;
    this.clock = clock;
    this.loop = new PollingLoop("retention", configuration.interval(), this::clean);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  private boolean clean() {
    boolean more = false;
    for (UUID organizationId : organizations()) {
      more |= clean(organizationId);
    }
    return more;
  }

  private List<UUID> organizations() {
    return QuarkusTransaction.requiringNew()
        .call(() -> jdbc.list(ORGANIZATIONS, row -> row.id("org_id")));
  }

  private boolean clean(UUID organizationId) {
    Integer days =
        QuarkusTransaction.requiringNew()
            .call(() ->
                configured.list(organizationId, FeedKind.ORGANIZATION, Organization.class).stream()
                    .findFirst()
                    .map(Organization::settings)
                    .map(OrganizationSettings::syncErrorRetentionDays)
                    .orElse(null));
    if (days == null) {
      return false;
    }
    Instant before = clock.instant().minus(Duration.ofDays(days));
    int removed = QuarkusTransaction.requiringNew().call(() -> remove(organizationId, before));
    if (removed > 0) {
      LOG.infof("Removed %d errors of %s settled before %s", removed, organizationId, before);
    }
    return removed == configuration.batch();
  }

  private int remove(UUID organizationId, Instant before) {
    List<UUID> old =
        jdbc.list(OLD, row -> row.id("id"), organizationId, before, configuration.batch());
    if (!old.isEmpty()) {
      String[] ids = old.stream().map(UUID::toString).toArray(String[]::new);
      REMOVE.forEach(sql -> jdbc.update(sql, organizationId, ids));
    }
    return old.size();
  }
}
