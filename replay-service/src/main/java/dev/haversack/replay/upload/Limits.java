package dev.haversack.replay.upload;

import dev.haversack.contract.model.UploadLimits;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.queue.DeviceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Slows devices down that upload more than their organization's settings allow. */
@ApplicationScoped
class Limits {

  /** By then a queue has usually become shorter. */
  private static final Duration UNTIL_THE_QUEUE_IS_SHORTER = Duration.ofSeconds(2);

  /** Devices that all wait for the same minute come back within so many seconds. */
  private static final int SPREAD = 10;

  private final KnownLimits known;
  private final OrganizationUploads organizations;
  private final Clock clock;

  Limits(KnownLimits known, OrganizationUploads organizations, Clock clock) {
    this.known = known;
    this.organizations = organizations;
    this.clock = clock;
  }

  /**
   * Whether so much of a device may be stored now, as far as can be said before.
   *
   * @throws ProblemException {@code too-many-actions} with the time to wait
   */
  void check(DeviceKey key, Devices.Device device, Waiting more) {
    KnownLimits.Known organization = known.of(key.organizationId());
    UploadLimits limits = organization.limits();
    Integer perMinute = limits.deviceActionsPerMinute();
    if (perMinute != null) {
      refuse(
          device.window().waitFor(more.actions(), perMinute, clock.instant()),
          "A device may upload " + perMinute + " new actions a minute.");
    }
    queue(limits.deviceQueue(), limits.deviceQueueSize(), device.waiting(), more, "Of one device");
    queue(
        limits.organizationQueue(),
        limits.organizationQueueSize(),
        organization.waiting(),
        more,
        "Of all devices together");
    if (limits.organizationActionsPerMinute() != null) {
      ofAll(limits, key, organizations.counted(key.organizationId()), more.actions());
    }
  }

  /** What is more than the limit by itself may come while nothing waits: else it never could. */
  private static void queue(
      @Nullable Integer mostActions,
      @Nullable Long mostContents,
      Waiting waiting,
      Waiting more,
      String whose) {
    if (waiting.actions() == 0) {
      return;
    }
    if (mostActions != null && waiting.actions() + more.actions() > mostActions) {
      refuse(
          Optional.of(UNTIL_THE_QUEUE_IS_SHORTER),
          "%s, at most %d actions may wait to be replayed.".formatted(whose, mostActions));
    }
    if (mostContents != null && waiting.contents() + more.contents() > mostContents) {
      refuse(
          Optional.of(UNTIL_THE_QUEUE_IS_SHORTER),
          "%s, at most %d characters of attributes and base values may wait to be replayed."
              .formatted(whose, mostContents));
    }
  }

  /** So, too, of what all upload within a minute. */
  private void ofAll(UploadLimits limits, DeviceKey key, long before, long more) {
    Integer most = limits.organizationActionsPerMinute();
    if (most != null && before > 0 && before + more > most) {
      int spread = Math.floorMod(key.deviceId().hashCode(), SPREAD);
      refuse(
          Optional.of(organizations.untilTheNextMinute().plusSeconds(spread)),
          "All devices together may upload " + most + " new actions a minute here.");
    }
  }

  /**
   * Counts so many new actions of a device in the transaction that stores them: what is refused for
   * another reason takes nobody's place. The last that the transaction does.
   *
   * @throws ProblemException {@code too-many-actions} when others were faster
   */
  void count(DeviceKey key, int more) {
    UploadLimits limits = known.of(key.organizationId()).limits();
    if (limits.organizationActionsPerMinute() != null) {
      ofAll(limits, key, organizations.count(key, more) - more, more);
    }
  }

  private static void refuse(Optional<Duration> wait, String detail) {
    wait.ifPresent(duration -> {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_MANY_ACTIONS, detail, duration.plusSeconds(1));
    });
  }
}
