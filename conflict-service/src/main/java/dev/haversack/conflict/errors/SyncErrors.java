package dev.haversack.conflict.errors;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionOutcome;
import dev.haversack.contract.model.SyncError;
import dev.haversack.contract.model.SyncErrorAttempt;
import dev.haversack.contract.model.SyncErrorResolution;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Errors as those see them who may. */
@ApplicationScoped
public class SyncErrors {

  /**
   * An error with the version that its ETag is made of.
   *
   * @param version rises with every change
   * @param error what to show
   */
  public record Versioned(long version, SyncError error) {}

  private final SyncErrorStore errors;
  private final DecisionStore decisions;

  SyncErrors(SyncErrorStore errors, DecisionStore decisions) {
    this.errors = errors;
    this.decisions = decisions;
  }

  /**
   * An error with everything about it.
   *
   * @throws ProblemException {@code not-found} when there is none that the viewer sees
   */
  @Transactional
  public Versioned show(Viewer viewer, UUID id) {
    StoredError error =
        errors
            .find(viewer.organizationId(), id)
            .filter(viewer::sees)
            .orElseThrow(() -> notFound(id));
    return new Versioned(
        error.version(), view(error, viewer, decisions.history(viewer.organizationId(), id)));
  }

  /**
   * An error as somebody sees it who has just handed it on, also where he sees it no longer.
   *
   * @throws ProblemException {@code not-found} when there is none
   */
  @Transactional
  public Versioned afterHandingOver(Viewer viewer, UUID id) {
    StoredError error = errors.find(viewer.organizationId(), id).orElseThrow(() -> notFound(id));
    return new Versioned(
        error.version(), view(error, viewer, decisions.history(viewer.organizationId(), id)));
  }

  /**
   * An error that nobody else changes until the transaction ends.
   *
   * @throws ProblemException {@code not-found} when there is none that the viewer sees
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public StoredError lock(Viewer viewer, UUID id) {
    return errors
        .lock(viewer.organizationId(), id)
        .filter(viewer::sees)
        .orElseThrow(() -> notFound(id));
  }

  private static ProblemException notFound(UUID id) {
    return ProblemException.of(
        ProblemCode.NOT_FOUND, "There is no sync error " + id + " that you may see.");
  }

  private static SyncError view(StoredError error, Viewer viewer, List<SyncErrorAttempt> all) {
    boolean values = viewer.seesValuesOf(error);
    List<SyncErrorAttempt> history = values ? all : all.stream().map(SyncErrors::bare).toList();
    var failure = error.failure();
    List<FieldError> findings = failure.errors();
    return new SyncError(
        error.id(),
        error.status().state(),
        failure.type(),
        failure.code(),
        failure.publishedCode(),
        failure.message(),
        error.entity(),
        error.recordId(),
        error.userId(),
        error.assignedTo(),
        error.deviceId(),
        error.operation(),
        error.command(),
        error.transactionId(),
        error.status().attempt(),
        error.failedAt(),
        findings == null ? List.of() : findings,
        error.baseVersion(),
        failure.theirsVersion(),
        values ? Comparison.of(error) : List.of(),
        values ? allowed(error) : AllowedResolutions.withoutValues(allowed(error)),
        standingDecision(history),
        history);
  }

  /** An attempt without the values that it carried, and that decisions about it brought. */
  private static SyncErrorAttempt bare(SyncErrorAttempt attempt) {
    return new SyncErrorAttempt(
        attempt.attempt(),
        attempt.failedAt(),
        attempt.type(),
        attempt.code(),
        attempt.message(),
        attempt.operation(),
        null,
        attempt.resolutions().stream().map(SyncErrorResolution::withoutValues).toList());
  }

  /** The last decision, unless it was carried out and failed: what it was about is history then. */
  private static @Nullable SyncErrorResolution standingDecision(List<SyncErrorAttempt> history) {
    return history.stream()
        .flatMap(attempt -> attempt.resolutions().stream())
        .reduce((_, later) -> later)
        .filter(last -> last.outcome() != ResolutionOutcome.FAILED)
        .orElse(null);
  }

  private static List<Resolution> allowed(StoredError error) {
    return switch (error.status()) {
      case ErrorStatus.Active _ -> AllowedResolutions.of(error.failure().type(), error.operation());
      case ErrorStatus.Resolving _, ErrorStatus.Resolved _ -> List.of();
    };
  }
}
