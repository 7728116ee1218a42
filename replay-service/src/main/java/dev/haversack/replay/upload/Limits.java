package dev.haversack.replay.upload;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.UploadLimits;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Slows devices down that upload more than their organization's settings allow. */
@ApplicationScoped
class Limits {

  /** A change of the settings is in force, and a length of all queues is known, after this time. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** By then a queue has usually become shorter. */
  private static final Duration UNTIL_THE_QUEUE_IS_SHORTER = Duration.ofSeconds(2);

  /**
   * What is known of an organization.
   *
   * @param limits its settings
   * @param queued how many actions of all its devices wait; 0 where nothing asks for it
   * @param at when that was looked up
   */
  private record Known(UploadLimits limits, long queued, Instant at) {

    boolean isFresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  private final ConfigurationStore configuration;
  private final OrganizationUploads organizations;
  private final Clock clock;
  private final Map<UUID, Known> known = new ConcurrentHashMap<>();

  Limits(ConfigurationStore configuration, OrganizationUploads organizations, Clock clock) {
    this.configuration = configuration;
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * Whether so many new actions of a device may be stored now.
   *
   * @throws ProblemException {@code too-many-actions} with the time to wait
   */
  void check(UUID organizationId, Devices.Device device, int more) {
    Instant now = clock.instant();
    Known organization = known(organizationId, now);
    ofDevice(organization.limits(), device, more, now);
    queue(
        organization.limits().organizationQueue(),
        organization.queued(),
        more,
        "Of all devices together %d actions may wait to be replayed here.");
    Integer perMinute = organization.limits().organizationActionsPerMinute();
    if (perMinute != null) {
      refuse(
          organizations.window(organizationId, now).waitFor(more, perMinute, now),
          "All devices together may upload " + perMinute + " new actions a minute here.");
    }
  }

  private static void ofDevice(UploadLimits limits, Devices.Device device, int more, Instant now) {
    Integer perMinute = limits.deviceActionsPerMinute();
    if (perMinute != null) {
      refuse(
          device.window().waitFor(more, perMinute, now),
          "A device may upload " + perMinute + " new actions a minute.");
    }
    queue(
        limits.deviceQueue(),
        device.queued(),
        more,
        "Of a device %d actions may wait to be replayed.");
  }

  /** What is more than the limit by itself may come while nothing waits: else it never could. */
  private static void queue(@Nullable Integer most, long queued, int more, String detail) {
    if (most != null && queued > 0 && queued + more > most) {
      refuse(Optional.of(UNTIL_THE_QUEUE_IS_SHORTER), detail.formatted(most));
    }
  }

  /**
   * Counts so many new actions of a device that are stored now, in the same transaction: what is
   * refused for another reason takes nobody's place.
   *
   * @return the device's window afterwards
   */
  RateWindow count(Writes writes, DeviceKey key, Devices.Device device, int more) {
    Instant now = clock.instant();
    if (known(key.organizationId(), now).limits().organizationActionsPerMinute() != null) {
      organizations.count(writes, key, more, now);
    }
    return device.window().plus(more, now);
  }

  private static void refuse(Optional<Duration> wait, String detail) {
    wait.ifPresent(duration -> {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_MANY_ACTIONS, detail, duration.plusSeconds(1));
    });
  }

  private Known known(UUID organizationId, Instant now) {
    return known.compute(
        organizationId,
        (id, present) -> present != null && present.isFresh(now) ? present : load(id, now));
  }

  private Known load(UUID organizationId, Instant now) {
    UploadLimits limits =
        configuration
            .find(
                organizationId,
                FeedKind.ORGANIZATION,
                organizationId.toString(),
                Organization.class)
            .map(organization -> organization.settings().upload())
            .orElse(UploadLimits.DEFAULT);
    long queued = limits.organizationQueue() == null ? 0 : organizations.queued(organizationId);
    return new Known(limits, queued, now);
  }
}
