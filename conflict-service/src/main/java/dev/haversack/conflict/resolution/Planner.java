package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.conflict.errors.AllowedResolutions;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.ResolutionRequest;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a decision into what becomes of the action, or says everything that is wrong with it. */
final class Planner {

  private final StoredError error;
  private final ResolutionRequest request;
  private final SentValues values;

  /**
   * A planner for one decision.
   *
   * @param error what is decided about
   * @param request the decision
   * @param values what is known of the attributes of the entity
   */
  Planner(StoredError error, ResolutionRequest request, SentValues values) {
    this.error = error;
    this.request = request;
    this.values = values;
  }

  /**
   * The plan.
   *
   * @throws ProblemException {@code resolution-not-applicable} when the failure cannot be settled
   *     that way, {@code validation-failed} with all findings when the decision is not whole
   */
  Plan plan() {
    checkApplicable();
    checkParts();
    return switch (request.resolution()) {
      case KEEP_MINE -> keepMine();
      case KEEP_THEIRS, DISCARD -> new Plan.GiveUp(request.discardDependants());
      case MERGE -> merge();
      case RESUBMIT -> resubmit();
    };
  }

  private void checkApplicable() {
    List<Resolution> allowed = AllowedResolutions.of(error.failure().type(), error.operation());
    if (!allowed.contains(request.resolution())) {
      throw ProblemException.of(
          ProblemCode.RESOLUTION_NOT_APPLICABLE,
          "A failure of the type %s, of %s %s, can be settled by %s only."
              .formatted(
                  WireNames.of(error.failure().type()),
                  WireNames.of(error.operation()).startsWith("u") ? "an" : "a",
                  WireNames.of(error.operation()),
                  names(allowed)),
          List.of(
              finding(
                  "resolution",
                  ProblemCode.RESOLUTION_NOT_APPLICABLE,
                  "Allowed: " + names(allowed) + ".")));
    }
  }

  /** Parts that the resolution has no use for are refused: whoever sent them expects an effect. */
  private void checkParts() {
    List<FieldError> findings = new ArrayList<>();
    if (request.resolution() != Resolution.MERGE) {
      unused(findings, "choices", request.choices(), Resolution.MERGE);
    }
    if (request.resolution() != Resolution.RESUBMIT) {
      unused(findings, "attributes", request.attributes(), Resolution.RESUBMIT);
      unused(findings, "operation", request.operation(), Resolution.RESUBMIT);
    }
    boolean givesUp =
        request.resolution() == Resolution.DISCARD
            || request.resolution() == Resolution.KEEP_THEIRS;
    if (request.discardDependants() && !givesUp) {
      findings.add(
          finding(
              "discardDependants",
              ProblemCode.VALIDATION_FAILED,
              "Only keep-theirs and discard give anything up."));
    }
    String notOnOwnBehalf = request.onOwnBehalf() ? whyNotOnOwnBehalf(givesUp) : null;
    if (notOnOwnBehalf != null) {
      findings.add(finding("onOwnBehalf", ProblemCode.VALIDATION_FAILED, notOnOwnBehalf));
    }
    String fault = request.reason() == null ? null : StorableValues.fault(request.reason());
    if (fault != null) {
      findings.add(finding("reason", ProblemCode.VALIDATION_FAILED, fault));
    }
    if (request.attributes() != null) {
      findings.addAll(values.findings("attributes", request.attributes()));
    }
    checkOperation(findings);
    refuse(findings);
  }

  private @Nullable String whyNotOnOwnBehalf(boolean givesUp) {
    if (givesUp) {
      return "What is given up is applied with nobody's rights.";
    }
    if (!error.operation().writes()) {
      return "Nobody follows records on another's behalf.";
    }
    return error.transactionId() == null
        ? null
        : "A local transaction is applied with one user's rights: those of who made it.";
  }

  private void checkOperation(List<FieldError> findings) {
    if (request.resolution() != Resolution.RESUBMIT) {
      return;
    }
    List<Operation> allowed =
        AllowedResolutions.operations(error.failure().type(), error.operation());
    if (!allowed.contains(operationFromNowOn())) {
      findings.add(
          finding("operation", ProblemCode.VALIDATION_FAILED, "Allowed: " + names(allowed) + "."));
    }
    if (changesNothing()) {
      findings.add(
          finding(
              "attributes",
              ProblemCode.MISSING_REQUIRED,
              WireNames.of(operationFromNowOn()) + " needs at least one attribute."));
    }
    if (!operationFromNowOn().takesAttributes() && request.attributes() != null) {
      findings.add(
          finding(
              "attributes",
              ProblemCode.VALIDATION_FAILED,
              "Only creates and updates carry attributes."));
    }
  }

  /** As an upload may not either; a new record may be empty. */
  private boolean changesNothing() {
    Operation operation = operationFromNowOn();
    ObjectNode carried = request.attributes() == null ? error.mine() : request.attributes();
    return operation.needsAttributes()
        && operation != Operation.CREATE
        && (carried == null || carried.isEmpty());
  }

  /** A create whose record exists can only win as an update of it. */
  private Plan keepMine() {
    boolean exists = error.failure().type() == SyncErrorType.RECORD_ALREADY_EXISTS;
    return new Plan.Apply(
        exists && error.operation() == Operation.CREATE ? Operation.UPDATE : null,
        null,
        error.failure().theirsVersion(),
        List.of());
  }

  private Plan merge() {
    return switch (new Merge(error, request.choices(), values).result()) {
      case Merge.Undecided(List<FieldError> findings) -> throw refusal(findings);
      case Merge.Merged(var attributes, var sources) ->
          // Nothing of mine is left to send: the record is as it shall be.
          attributes.isEmpty()
              ? new Plan.GiveUp(false)
              : new Plan.Apply(null, attributes, error.failure().theirsVersion(), sources);
    };
  }

  private Plan resubmit() {
    Operation operation = operationFromNowOn();
    return new Plan.Apply(
        operation == error.operation() ? null : operation,
        request.attributes(),
        operation == Operation.CREATE ? null : seenVersion(),
        List.of());
  }

  private Operation operationFromNowOn() {
    Operation asked = request.operation();
    return asked == null ? error.operation() : asked;
  }

  /** What the person who decides was shown; without that, what the action built on. */
  private @Nullable Long seenVersion() {
    ApplyFailure failure = error.failure();
    return failure.theirsVersion() == null ? error.baseVersion() : failure.theirsVersion();
  }

  private static void unused(
      List<FieldError> findings, String field, @Nullable Object value, Resolution of) {
    if (value != null) {
      findings.add(
          finding(
              field,
              ProblemCode.VALIDATION_FAILED,
              "Only " + WireNames.of(of) + " takes " + field + "."));
    }
  }

  private static void refuse(List<FieldError> findings) {
    if (!findings.isEmpty()) {
      throw refusal(findings);
    }
  }

  private static ProblemException refusal(List<FieldError> findings) {
    return ProblemException.of(
        ProblemCode.VALIDATION_FAILED, "The decision cannot be carried out.", findings);
  }

  private static FieldError finding(String field, ProblemCode code, String message) {
    return new FieldError(field, code.code(), message);
  }

  private static String names(List<? extends Enum<?>> constants) {
    return constants.stream().map(WireNames::of).collect(Collectors.joining(", "));
  }
}
