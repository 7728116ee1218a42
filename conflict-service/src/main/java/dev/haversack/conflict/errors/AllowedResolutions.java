package dev.haversack.conflict.errors;

import static dev.haversack.contract.model.Resolution.DISCARD;
import static dev.haversack.contract.model.Resolution.KEEP_MINE;
import static dev.haversack.contract.model.Resolution.KEEP_THEIRS;
import static dev.haversack.contract.model.Resolution.MERGE;
import static dev.haversack.contract.model.Resolution.RESUBMIT;

import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.Resolution;
import dev.haversack.contract.model.SyncErrorType;
import java.util.List;

/** The table of what fits which failure. */
public final class AllowedResolutions {

  private AllowedResolutions() {}

  /** Those of the resolutions that need no look at values. */
  public static List<Resolution> withoutValues(List<Resolution> resolutions) {
    return resolutions.stream().filter(r -> r != MERGE && r != RESUBMIT).toList();
  }

  /** The resolutions that a failure of this type, of an action that does this, can have. */
  public static List<Resolution> of(SyncErrorType type, Operation operation) {
    return switch (type) {
      case CONFLICT ->
          switch (operation) {
            case UPDATE -> List.of(KEEP_MINE, KEEP_THEIRS, MERGE, RESUBMIT, DISCARD);
            // There are no attributes to merge.
            case CREATE, DELETE, FOLLOW, UNFOLLOW, ASSIGN, COMMAND, ASSOCIATE, DISASSOCIATE ->
                List.of(KEEP_MINE, KEEP_THEIRS, RESUBMIT, DISCARD);
          };
      case RECORD_NOT_FOUND ->
          switch (operation) {
            // Their side is that there is no record; mine can only be had by making it anew, or
            // once somebody has brought it back.
            case CREATE, UPDATE, ASSIGN, COMMAND -> List.of(KEEP_THEIRS, RESUBMIT, DISCARD);
            // What is gone can neither be deleted again nor followed.
            case DELETE, FOLLOW, UNFOLLOW, ASSOCIATE, DISASSOCIATE -> List.of(KEEP_THEIRS, DISCARD);
          };
      case RECORD_ALREADY_EXISTS ->
          operation == Operation.COMMAND
              // What a command would make is there already: other ids, or none.
              ? List.of(RESUBMIT, DISCARD)
              : List.of(KEEP_MINE, KEEP_THEIRS, RESUBMIT, DISCARD);
      // Rights, validation, references: there are no two sides to choose from.
      case OTHER -> List.of(RESUBMIT, DISCARD);
    };
  }

  /** What a resubmission may make of the action; the first one is what it does already. */
  public static List<Operation> operations(SyncErrorType type, Operation operation) {
    return switch (type) {
      case RECORD_NOT_FOUND ->
          operation == Operation.UPDATE
              ? List.of(Operation.UPDATE, Operation.CREATE)
              : List.of(operation);
      case RECORD_ALREADY_EXISTS ->
          operation == Operation.CREATE
              ? List.of(Operation.CREATE, Operation.UPDATE)
              : List.of(operation);
      case CONFLICT, OTHER -> List.of(operation);
    };
  }
}
