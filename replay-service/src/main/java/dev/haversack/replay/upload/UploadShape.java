package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be said about a batch without knowing the device: all findings at once. */
final class UploadShape {

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
      case CREATE -> requireAttributes(place, action, true);
      case UPDATE -> requireAttributes(place, action, false);
      case DELETE, FOLLOW, UNFOLLOW -> refuseAttributes(place, action);
    }
    checkContents(place + "attributes", action.attributes());
    checkContents(place + "baseValues", action.baseValues());
  }

  private void requireAttributes(String place, UploadAction action, boolean mayBeEmpty) {
    ObjectNode attributes = action.attributes();
    if (attributes == null || (attributes.isEmpty() && !mayBeEmpty)) {
      add(
          place + "attributes",
          ProblemCode.MISSING_REQUIRED,
          mayBeEmpty ? "A create needs attributes." : "An update needs the changed attributes.");
    }
  }

  private void refuseAttributes(String place, UploadAction action) {
    if (action.attributes() != null) {
      add(
          place + "attributes",
          ProblemCode.VALIDATION_FAILED,
          "Only creates and updates carry attributes.");
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
