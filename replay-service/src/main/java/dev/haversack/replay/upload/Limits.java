package dev.haversack.replay.upload;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.UploadLimits;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Slows devices down that upload more than their organization's settings allow. */
@ApplicationScoped
class Limits {

  /** A change of the settings is in force after this time. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** By then a device's queue has usually become shorter. */
  private static final Duration UNTIL_THE_QUEUE_IS_SHORTER = Duration.ofSeconds(2);

  private record Known(UploadLimits limits, Instant at) {}

  private final ConfigurationStore configuration;
  private final Clock clock;
  private final Map<UUID, Known> known = new ConcurrentHashMap<>();
  private final Map<UUID, RateWindow> ofOrganizations = new ConcurrentHashMap<>();

  Limits(ConfigurationStore configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Whether so many new actions of a device may be stored now.
   *
   * @throws ProblemException {@code too-many-actions} with the time to wait
   */
  void check(UUID organizationId, Devices.Device device, int more) {
    UploadLimits limits = of(organizationId);
    Instant now = clock.instant();
    Integer perDevice = limits.deviceActionsPerMinute();
    if (perDevice != null) {
      refuse(
          device.window().waitFor(more, perDevice, now),
          "A device may upload " + perDevice + " new actions a minute.");
    }
    Integer queue = limits.deviceQueue();
    if (queue != null && device.queued() > 0 && device.queued() + more > queue) {
      refuse(
          Optional.of(UNTIL_THE_QUEUE_IS_SHORTER),
          "Of a device " + queue + " actions may wait to be replayed.");
    }
    Integer perOrganization = limits.organizationActionsPerMinute();
    if (perOrganization != null) {
      refuse(
          ofOrganizations
              .getOrDefault(organizationId, RateWindow.EMPTY)
              .waitFor(more, perOrganization, now),
          "All devices together may upload " + perOrganization + " new actions a minute here.");
    }
  }

  /**
   * Counts so many new actions of a device that are stored now: what is refused for another reason
   * takes nobody's place.
   *
   * @return the device's window afterwards
   */
  RateWindow count(UUID organizationId, Devices.Device device, int more) {
    Instant now = clock.instant();
    ofOrganizations.merge(
        organizationId,
        RateWindow.EMPTY.plus(more, now),
        (present, ignored) -> present.plus(more, now));
    return device.window().plus(more, now);
  }

  private static void refuse(Optional<Duration> wait, String detail) {
    wait.ifPresent(duration -> {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_MANY_ACTIONS, detail, duration.plusSeconds(1));
    });
  }

  private UploadLimits of(UUID organizationId) {
    Instant now = clock.instant();
    return known
        .compute(
            organizationId,
            (id, present) ->
                present != null
                        && !now.isBefore(present.at())
                        && now.isBefore(present.at().plus(FRESH))
                    ? present
                    : new Known(load(id), now))
        .limits();
  }

  private UploadLimits load(UUID organizationId) {
    return configuration
        .find(organizationId, FeedKind.ORGANIZATION, organizationId.toString(), Organization.class)
        .map(organization -> organization.settings().upload())
        .orElse(UploadLimits.DEFAULT);
  }
}
