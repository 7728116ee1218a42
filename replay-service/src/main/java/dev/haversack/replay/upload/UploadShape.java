package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.queue.LocalTransactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be said about a batch without knowing the device: all findings at once. */
final class UploadShape {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  private final List<FieldError> findings = new ArrayList<>();
  private final Set<UUID> ids = new HashSet<>();

  private UploadShape() {}

  /**
   * Checks the actions of a batch.
   *
   * @throws ProblemException {@code validation-failed} with all findings; {@code sequence-gap} when
   *     numbers are missing between the actions
   */
  static void check(List<UploadAction> actions) {
    UploadShape shape = new UploadShape();
    for (int i = 0; i < actions.size(); i++) {
      shape.check("actions[" + i + "].", actions.get(i));
    }
    shape.checkOrder(actions);
    shape.checkTransactions(actions);
    if (!shape.findings.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.VALIDATION_FAILED, "Actions of the batch break rules.", shape.findings);
    }
    checkGaps(actions);
  }

  private void check(String place, UploadAction action) {
    if (!ids.add(action.actionId())) {
      add(place + "actionId", ProblemCode.ACTION_ID_REUSED, "Each action needs an id of its own.");
    }
    switch (action.operation()) {
      case CREATE -> requireAttributes(place, action, "A create needs attributes.", true);
      case UPDATE ->
          requireAttributes(place, action, "An update needs the changed attributes.", false);
      case ASSIGN -> requireAttributes(place, action, "An assign needs the new owner.", false);
      case ASSOCIATE, DISASSOCIATE ->
          requireAttributes(place, action, "Name the two records.", false);
      case DELETE, FOLLOW, UNFOLLOW -> refuseAttributes(place, action);
      case COMMAND -> {}
    }
    checkCommand(place, action);
    checkMadeAt(place, action);
    checkContents(place + "attributes", action.attributes());
    checkContents(place + "baseValues", action.baseValues());
  }

  private void requireAttributes(
      String place, UploadAction action, String message, boolean mayBeEmpty) {
    ObjectNode attributes = action.attributes();
    if (attributes == null || (attributes.isEmpty() && !mayBeEmpty)) {
      add(place + "attributes", ProblemCode.MISSING_REQUIRED, message);
    }
  }

  private void checkMadeAt(String place, UploadAction action) {
    Instant madeAt = action.madeAt();
    if (madeAt != null && (madeAt.isBefore(EARLIEST) || !madeAt.isBefore(LATEST))) {
      add(place + "madeAt", ProblemCode.OUT_OF_RANGE, "Times are in the years 1 to 9999.");
    }
  }

  private void checkCommand(String place, UploadAction action) {
    boolean isCommand = action.operation() == Operation.COMMAND;
    if (isCommand && action.command() == null) {
      add(place + "command", ProblemCode.MISSING_REQUIRED, "Name the command.");
    }
    if (!isCommand && action.command() != null) {
      add(
          place + "command",
          ProblemCode.VALIDATION_FAILED,
          "Only the operation command names a command.");
    }
  }

  private void refuseAttributes(String place, UploadAction action) {
    if (action.attributes() != null) {
      add(
          place + "attributes",
          ProblemCode.VALIDATION_FAILED,
          "This operation carries no attributes.");
    }
  }

  private void checkContents(String place, @Nullable ObjectNode values) {
    String fault = values == null ? null : StorableValues.fault(values);
    if (fault != null) {
      add(place, ProblemCode.OUT_OF_RANGE, fault);
    }
  }

  private void checkOrder(List<UploadAction> actions) {
    for (int i = 1; i < actions.size(); i++) {
      if (actions.get(i).sequence() <= actions.get(i - 1).sequence()) {
        add(
            "actions[" + i + "].sequence",
            ProblemCode.VALIDATION_FAILED,
            "Sequence numbers ascend; this one comes after " + actions.get(i - 1).sequence() + ".");
      }
    }
  }

  /** The actions of a local transaction follow each other, and are not too many for one call. */
  private void checkTransactions(List<UploadAction> actions) {
    Map<UUID, Integer> sizes = new HashMap<>();
    UUID before = null;
    for (int i = 0; i < actions.size(); i++) {
      UUID transaction = actions.get(i).transactionId();
      if (transaction != null) {
        int size = sizes.merge(transaction, 1, Integer::sum);
        if (size > 1 && !transaction.equals(before)) {
          addOfTransaction(i, "The actions of a local transaction follow each other.");
        } else if (size == LocalTransactions.LARGEST + 1) {
          addOfTransaction(
              i, "A local transaction has at most " + LocalTransactions.LARGEST + " actions.");
        }
      }
      before = transaction;
    }
  }

  private void addOfTransaction(int index, String message) {
    add("actions[" + index + "].transactionId", ProblemCode.VALIDATION_FAILED, message);
  }

  /** The refusal of a batch that names the local transaction of an earlier one. */
  static ProblemException splitTransaction(int index) {
    String message = "A local transaction is uploaded in one batch; an earlier one had it.";
    return ProblemException.of(
        ProblemCode.VALIDATION_FAILED,
        message,
        List.of(
            new FieldError(
                "actions[" + index + "].transactionId",
                ProblemCode.VALIDATION_FAILED.code(),
                message)));
  }

  private static void checkGaps(List<UploadAction> actions) {
    for (int i = 1; i < actions.size(); i++) {
      long expected = actions.get(i - 1).sequence() + 1;
      if (actions.get(i).sequence() != expected) {
        throw gap("actions[" + i + "].sequence", expected);
      }
    }
  }

  /** The refusal of a number that is higher than the one that has to come. */
  static ProblemException gap(String place, long expected) {
    String message = "The next expected sequence number is " + expected + ".";
    return ProblemException.of(
        ProblemCode.SEQUENCE_GAP,
        message,
        List.of(new FieldError(place, ProblemCode.SEQUENCE_GAP.code(), message)));
  }

  private void add(String place, ProblemCode code, String message) {
    findings.add(new FieldError(place, code.code(), message));
  }
}
