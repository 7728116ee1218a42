package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.replay.jdbc.Jdbc;
import dev.haversack.replay.jdbc.Writes;
import dev.haversack.replay.pinning.PinReports;
import dev.haversack.replay.processing.GroupAnswer.Answered;
import dev.haversack.replay.processing.GroupAnswer.Closed;
import dev.haversack.replay.processing.GroupAnswer.NotNow;
import dev.haversack.replay.processing.Queue.Next;
import dev.haversack.replay.queue.DeviceAdvanced;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.DeviceWork;
import dev.haversack.replay.queue.DeviceWork.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Turns of devices. A turn is one transaction: it claims a device, carries out what was ordered
 * about its failed actions, sends the actions that come next and stores what became of them.
 *
 * <p>The claim's lock is held during the call of dataset-service. When this process dies, the lock
 * is gone and nothing of the turn is stored; the next worker sends the same actions again, and
 * dataset-service answers for those that were applied what it answered before.
 */
@ApplicationScoped
class Turns {

  private static final Logger LOG = Logger.getLogger(Turns.class);

  private static final String WITHOUT_WAITING = "SET LOCAL synchronous_commit = off";

  /** How a turn ended. */
  enum End {
    /** No device had anything to do. */
    IDLE,
    /** A device has advanced. */
    ADVANCED,
    /** dataset-service gave no usable answer; the device rests for a while. */
    POSTPONED
  }

  private final DeviceWork work;
  private final Resolutions resolutions;
  private final Queue queue;
  private final OwnEdits ownEdits;
  private final Dataset dataset;
  private final Results results;
  private final PinReports pins;
  private final Event<DeviceAdvanced> advanced;
  private final Jdbc jdbc;
  private final Backoff backoff;

  Turns(
      DeviceWork work,
      Resolutions resolutions,
      Queue queue,
      OwnEdits ownEdits,
      Dataset dataset,
      Results results,
      PinReports pins,
      Event<DeviceAdvanced> advanced,
      Jdbc jdbc,
      ProcessingConfiguration configuration) {
    this.work = work;
    this.resolutions = resolutions;
    this.queue = queue;
    this.ownEdits = ownEdits;
    this.dataset = dataset;
    this.results = results;
    this.pins = pins;
    this.advanced = advanced;
    this.jdbc = jdbc;
    ProcessingConfiguration.Pause pause = configuration.pause();
    this.backoff = new Backoff(pause.first(), pause.longest(), new Random());
  }

  /**
   * Takes one turn.
   *
   * @param claimed is told which device was claimed, so that the caller can postpone it when the
   *     turn breaks
   */
  @Transactional
  End take(Consumer<Claim> claimed) {
    Optional<Claim> claim = work.claim();
    claim.ifPresent(claimed);
    return claim.map(this::turn).orElse(End.IDLE);
  }

  /** Has a device rest whose turn broke and left nothing behind. */
  void postpone(Claim claim) {
    work.postpone(claim.device(), backoff.after(claim.tries()));
  }

  private End turn(Claim claim) {
    Next next = queue.next(claim.device());
    if (next.ordered()) {
      resolutions.carryOut(claim.device());
      next = queue.next(claim.device());
    }
    HoldRules rules = next.blocked() ? queue.holdRules(claim.device()) : new HoldRules();
    Group group = Group.of(next.actions(), rules).ofOneUser();
    queue.hold(claim.device(), group.held());
    if (group.free().isEmpty() && group.held().isEmpty()) {
      return end(claim, group, List.of(), new Writes());
    }
    ApplyRequest request = request(claim, group);
    return switch (dataset.apply(claim.device().organizationId(), request)) {
      case Answered answered -> {
        Writes writes = new Writes();
        results.store(writes, claim, group, request, answered.results());
        yield end(claim, group, answered.results(), writes);
      }
      case Closed closed -> {
        LOG.errorf(
            "dataset-service has decided later attempts of device %s: this database seems to be older than its",
            claim.device().deviceId());
        queue.raiseAttempts(claim.device(), group.free());
        postpone(claim);
        yield End.POSTPONED;
      }
      case NotNow notNow -> {
        LOG.warnf(
            "Device %s waits for dataset-service (try %d): %s",
            (Object) claim.device().deviceId(), claim.tries() + 1, notNow.reason());
        postpone(claim);
        yield End.POSTPONED;
      }
    };
  }

  private ApplyRequest request(Claim claim, Group group) {
    DeviceKey device = claim.device();
    var versions = queue.resultVersions(device, group.records());
    OwnValues own = ownEdits.of(device, group.buildingOnOwn(versions), group.first(), group.last());
    UUID userId = Objects.requireNonNullElse(group.appliedAs(), claim.userId());
    return new ApplyRequest(
        device.deviceId(),
        userId,
        userId.equals(claim.userId()) ? null : claim.userId(),
        group.through(),
        group.toApply(versions, own));
  }

  /**
   * Ends a turn that went well. When everything took effect, nobody waits for the disk: if the
   * database is lost with the last moments, the actions are queued again, the turn is repeated, and
   * dataset-service, which did wait, answers the same. A failure is kept before anybody is told: he
   * may decide about it at once.
   */
  private End end(Claim claim, Group group, List<ApplyResult> answered, Writes writes) {
    work.release(writes, claim.device());
    List<ApplyOutcome> outcomes = answered.stream().map(ApplyResult::outcome).toList();
    boolean unsettled =
        !group.held().isEmpty() || outcomes.stream().anyMatch(outcome -> !outcome.isEffective());
    pins.turned(writes, claim.device(), unsettled);
    if (!unsettled) {
      writes.add(WITHOUT_WAITING);
    }
    jdbc.send(writes);
    advanced.fire(new DeviceAdvanced(claim.device(), outcomes, unsettled));
    return End.ADVANCED;
  }
}
