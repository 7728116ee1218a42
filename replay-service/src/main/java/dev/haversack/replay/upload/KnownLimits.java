package dev.haversack.replay.upload;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.UploadLimits;
import dev.haversack.platform.feed.ConfigurationStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The limits of organizations, and how much of theirs waits, as looked up some seconds ago at most.
 */
@ApplicationScoped
class KnownLimits {

  /** A change of the settings is in force, and a length of all queues is known, after this time. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /**
   * What is known of an organization.
   *
   * @param limits its settings
   * @param waiting how much of all its devices waits; nothing where no limit asks for it
   * @param at when that was looked up
   */
  record Known(UploadLimits limits, Waiting waiting, Instant at) {

    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  /** While one looks up, the others go on with what was known: uploads do not wait for it. */
  private static final class Slot {

    private final AtomicBoolean lookingUp = new AtomicBoolean();
    private volatile @Nullable Known known;
  }

  private final ConfigurationStore configuration;
  private final OrganizationUploads organizations;
  private final Clock clock;
  private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();

  KnownLimits(ConfigurationStore configuration, OrganizationUploads organizations, Clock clock) {
    this.configuration = configuration;
    this.organizations = organizations;
    this.clock = clock;
  }

  Known of(UUID organizationId) {
    Slot slot = slots.computeIfAbsent(organizationId, id -> new Slot());
    Known known = slot.known;
    if (known == null) {
      known = load(organizationId);
      slot.known = known;
    } else if (!known.isFresh(clock.instant()) && slot.lookingUp.compareAndSet(false, true)) {
      try {
        known = load(organizationId);
        slot.known = known;
      } finally {
        slot.lookingUp.set(false);
      }
    }
    return known;
  }

  private Known load(UUID organizationId) {
    Instant now = clock.instant();
    UploadLimits limits =
        configuration
            .find(
                organizationId,
                FeedKind.ORGANIZATION,
                organizationId.toString(),
                Organization.class)
            .map(organization -> organization.settings().upload())
            .orElse(UploadLimits.DEFAULT);
    boolean asked = limits.organizationQueue() != null || limits.organizationQueueSize() != null;
    return new Known(limits, asked ? organizations.waiting(organizationId) : Waiting.NOTHING, now);
  }
}
