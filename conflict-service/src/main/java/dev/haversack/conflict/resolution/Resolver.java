package dev.haversack.conflict.resolution;

import dev.haversack.conflict.errors.AllowedResolutions;
import dev.haversack.conflict.errors.DecisionStore;
import dev.haversack.conflict.errors.ErrorStatus;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.SyncErrorStore;
import dev.haversack.conflict.errors.SyncErrors;
import dev.haversack.conflict.errors.Viewer;
import dev.haversack.conflict.events.EventLog;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.ResolutionOrder;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncErrorEventKind;
import dev.haversack.contract.model.SyncErrorResolution;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.ids.Ids;
import dev.haversack.platform.outbox.Outbox;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes decisions: stores them and has them sent to replay-service, in one transaction. */
@ApplicationScoped
class Resolver {

  private final SyncErrors visible;
  private final SyncErrorStore errors;
  private final DecisionStore decisions;
  private final ConfigurationStore configuration;
  private final Outbox outbox;
  private final EventLog log;
  private final Ids ids;
  private final Clock clock;

  Resolver(
      SyncErrors visible,
      SyncErrorStore errors,
      DecisionStore decisions,
      ConfigurationStore configuration,
      Outbox outbox,
      EventLog log,
      Ids ids,
      Clock clock) {
    this.visible = visible;
    this.errors = errors;
    this.decisions = decisions;
    this.configuration = configuration;
    this.outbox = outbox;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Decides about an error; of several that try at once, the row lock lets one after the other see
   * whether there is anything left to decide.
   *
   * @param ifMatch the state that the decision was made on; null for any
   * @return the decision's id
   * @throws ProblemException {@code not-found}, {@code already-resolved}, {@code version-mismatch},
   *     {@code resolution-not-applicable}, {@code validation-failed}
   */
  @Transactional
  UUID resolve(
      Viewer viewer, UUID resolver, UUID id, ResolutionRequest request, @Nullable String ifMatch) {
    StoredError error = visible.lock(viewer, id);
    ErrorStatus.Active active = active(viewer, error);
    ETags.check(ifMatch, error.version());
    requireValues(viewer, error, request);
    requireOwnRights(viewer, error, request);
    Plan plan = new Planner(error, request, valuesOf(viewer, error)).plan();
    ErrorStatus.Resolving resolving = active.decided(ids.next());
    errors.move(viewer.organizationId(), id, resolving);
    decisions.insert(
        viewer.organizationId(),
        id,
        active.attempt(),
        decision(resolving.resolutionId(), resolver, request, plan));
    outbox.add(
        viewer.organizationId(),
        ReplayDestination.NAME,
        id.toString(),
        order(resolving, id, plan, request.onOwnBehalf(), resolver));
    log.add(viewer.organizationId(), id, SyncErrorEventKind.DECIDED, resolver);
    return resolving.resolutionId();
  }

  /** Parameters of a command are no attributes of the record. */
  private SentValues valuesOf(Viewer viewer, StoredError error) {
    if (error.command() != null) {
      return SentValues.of(null);
    }
    return SentValues.of(
        configuration
            .find(viewer.organizationId(), FeedKind.ENTITY, error.entity(), EntityMetadata.class)
            .orElse(null));
  }

  /** Entering values with another's rights is for him and for administrators. */
  private static void requireValues(Viewer viewer, StoredError error, ResolutionRequest request) {
    boolean needsValues = AllowedResolutions.withoutValues(List.of(request.resolution())).isEmpty();
    if (needsValues && !viewer.seesValuesOf(error)) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN,
          "Only who made the action, or an administrator, merges and edits; you may say which side wins.");
    }
  }

  /** To act with one's own rights on what another entered is not for everybody who sees it. */
  private static void requireOwnRights(
      Viewer viewer, StoredError error, ResolutionRequest request) {
    if (request.onOwnBehalf() && !viewer.maySettleWithOwnRights(error)) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN,
          "Only an administrator, or whom the error was assigned to with its values, settles it on his own behalf.");
    }
  }

  private ErrorStatus.Active active(Viewer viewer, StoredError error) {
    return switch (error.status()) {
      case ErrorStatus.Active active -> active;
      case ErrorStatus.Resolving _, ErrorStatus.Resolved _ ->
          throw alreadyResolved(visible.show(viewer, error.id()));
    };
  }

  /**
   * Why an error that the viewer sees cannot be decided about any more; empty while it can.
   *
   * @throws ProblemException {@code not-found}
   */
  Optional<ProblemException> whySettled(Viewer viewer, UUID id) {
    SyncErrors.Versioned shown = visible.show(viewer, id);
    return shown.error().state() == SyncErrorState.ACTIVE
        ? Optional.empty()
        : Optional.of(alreadyResolved(shown));
  }

  private static ProblemException alreadyResolved(SyncErrors.Versioned shown) {
    SyncErrorResolution decision = shown.error().resolution();
    String taken =
        decision == null
            ? ""
            : "; %s was decided by user %s at %s"
                .formatted(
                    WireNames.of(decision.resolution()),
                    decision.resolvedBy(),
                    decision.resolvedAt());
    return ProblemException.of(
        ProblemCode.ALREADY_RESOLVED,
        "The error is %s (ETag %s)%s."
            .formatted(WireNames.of(shown.error().state()), ETags.of(shown.version()), taken));
  }

  private SyncErrorResolution decision(
      UUID id, UUID resolver, ResolutionRequest request, Plan plan) {
    Plan.Apply apply = plan instanceof Plan.Apply a ? a : null;
    return new SyncErrorResolution(
        id,
        request.resolution(),
        apply == null ? null : apply.operation(),
        apply == null ? null : apply.attributes(),
        request.choices(),
        plan instanceof Plan.GiveUp(boolean dependants) && dependants,
        request.onOwnBehalf(),
        request.reason(),
        resolver,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        null,
        null,
        null,
        null);
  }

  private static ResolutionOrder order(
      ErrorStatus.Resolving resolving,
      UUID actionId,
      Plan plan,
      boolean onOwnBehalf,
      UUID resolver) {
    return switch (plan) {
      case Plan.Apply apply ->
          new ResolutionOrder(
              resolving.resolutionId(),
              actionId,
              resolving.attempt(),
              true,
              apply.operation(),
              apply.attributes(),
              apply.baseVersion(),
              null,
              apply.sources().isEmpty() ? null : apply.sources(),
              onOwnBehalf,
              resolver);
      case Plan.GiveUp(boolean dependants) ->
          new ResolutionOrder(
              resolving.resolutionId(),
              actionId,
              resolving.attempt(),
              false,
              null,
              null,
              null,
              dependants ? Boolean.TRUE : null,
              null,
              false,
              resolver);
    };
  }
}
