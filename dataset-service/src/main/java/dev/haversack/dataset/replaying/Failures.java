package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.Checks;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says why an action failed, with no more of the record than those may read now who are told, and
 * nothing that is secured.
 */
final class Failures {

  private static final int LONGEST_MESSAGE = 1000;

  private final OrganizationModel organization;
  private final List<UserRights> rights;

  /**
   * For failures that these are told of: the user whose rights count, and who made the action,
   * where that is another.
   */
  Failures(OrganizationModel organization, List<UserRights> rights) {
    this.organization = organization;
    this.rights = rights;
  }

  /** The record changed meanwhile. */
  ActionOutcome.Refused conflict(Detection.Conflict conflict, RecordRow present) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return conflict(
        new Settlement.Result.Left(conflict, nothing, List.of(), List.of()), List.of(), present);
  }

  /**
   * The record changed meanwhile, and not all of it could be settled.
   *
   * @param besides what else is wrong
   */
  ActionOutcome.Refused conflict(
      Settlement.Result.Left left, List<FieldError> besides, RecordRow present) {
    boolean readable = isReadable(present);
    String entity = present.key().entity();
    boolean anySettled = readable && !left.settled().isEmpty();
    return refused(
        SyncErrorType.CONFLICT,
        ProblemCode.VERSION_MISMATCH,
        "The record changed after the device had read it.",
        readable
            ? Stream.of(left.findings(), besides).flatMap(List::stream).distinct().toList()
            : List.of(),
        readable ? shown(entity, left.conflict().base()) : null,
        present,
        shown(entity, left.conflict().attributes()),
        anySettled ? shown(entity, left.settled()) : null,
        anySettled ? shownMerges(entity, left.by()) : null);
  }

  /** A problem with what others changed meanwhile besides, for those who may read the record. */
  ProblemException with(ProblemException problem, List<FieldError> changed, RecordRow present) {
    if (changed.isEmpty() || !isReadable(present)) {
      return problem;
    }
    return ProblemException.of(
        problem.code(),
        String.valueOf(problem.getMessage()),
        Stream.of(Checks.findingsOf(problem), changed).flatMap(List::stream).toList());
  }

  /** The record is not there. */
  ActionOutcome.Refused notFound() {
    return refused(
        SyncErrorType.RECORD_NOT_FOUND,
        ProblemCode.NOT_FOUND,
        "The record does not exist (any more).",
        List.of(),
        null);
  }

  /** A record with the id of a new one is there. */
  ActionOutcome.Refused exists(RecordRow present) {
    return refused(
        SyncErrorType.RECORD_ALREADY_EXISTS,
        ProblemCode.DUPLICATE_RECORD,
        "A record with this id exists.",
        List.of(),
        present);
  }

  /** A record that a command should make is there; whose it is, and what it holds, is not said. */
  ActionOutcome.Refused outputExists(ApplyAction action, RecordKey taken) {
    String message = "A " + taken.entity() + " with this id exists.";
    CommandName command = action.command();
    List<FieldError> findings =
        command == null
            ? List.of()
            : command.outputs().entrySet().stream()
                .filter(output -> output.getValue().equals(taken.entity()))
                .map(output ->
                    new FieldError(
                        "attributes." + output.getKey(),
                        ProblemCode.DUPLICATE_RECORD.code(),
                        message))
                .toList();
    return refused(
        SyncErrorType.RECORD_ALREADY_EXISTS, ProblemCode.DUPLICATE_RECORD, message, findings, null);
  }

  /** Rights, validation, references. */
  ActionOutcome.Refused other(ProblemException problem, @Nullable RecordRow present) {
    return refused(
        SyncErrorType.OTHER,
        problem.code(),
        String.valueOf(problem.getMessage()),
        problem.errors(),
        present);
  }

  private ActionOutcome.Refused refused(
      SyncErrorType type,
      ProblemCode code,
      String message,
      List<FieldError> errors,
      @Nullable RecordRow present) {
    return refused(type, code, message, errors, null, present, null, null, null);
  }

  private ActionOutcome.Refused refused(
      SyncErrorType type,
      ProblemCode code,
      String message,
      List<FieldError> errors,
      @Nullable ObjectNode base,
      @Nullable RecordRow present,
      @Nullable List<String> conflicting,
      @Nullable ObjectNode settled,
      @Nullable List<AttributeMerge> settledBy) {
    RecordRow theirs = present != null && isReadable(present) ? present : null;
    return new ActionOutcome.Refused(
        new ApplyFailure(
            type,
            code.code(),
            code.publishedCode(),
            message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message,
            errors.isEmpty() ? null : errors,
            base,
            theirs == null ? null : shown(theirs.key().entity(), theirs.attributes()),
            // Not for who made it only: without it nobody could say next what he overwrites.
            present != null && isReadable(present, rights.getFirst()) ? present.version() : null,
            conflicting,
            settled,
            settledBy));
  }

  private @Nullable ObjectNode shown(String entity, @Nullable ObjectNode values) {
    return values == null
        ? null
        : organization
            .entity(entity)
            .map(model -> (ObjectNode) values.deepCopy().without(model.secured()))
            .orElse(values);
  }

  private List<String> shown(String entity, List<String> attributes) {
    Set<String> secured = secured(entity);
    return attributes.stream().filter(name -> !secured.contains(name)).toList();
  }

  private List<AttributeMerge> shownMerges(String entity, List<AttributeMerge> merges) {
    Set<String> secured = secured(entity);
    return merges.stream().filter(merge -> !secured.contains(merge.attribute())).toList();
  }

  private Set<String> secured(String entity) {
    return organization.entity(entity).map(EntityModel::secured).orElse(Set.of());
  }

  private boolean isReadable(RecordRow row) {
    return rights.stream().allMatch(each -> isReadable(row, each));
  }

  private static boolean isReadable(RecordRow row, UserRights user) {
    return row.access().isIn(user.reach(row.key().entity(), PrivilegeKind.READ));
  }
}
