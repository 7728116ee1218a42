package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which of a group's actions are still to be decided. What was decided is never decided again: an
 * action that took effect, and an attempt that failed.
 *
 * @param actions the group
 * @param known the results of those that were decided before
 */
record Attempts(List<ApplyAction> actions, Map<UUID, ApplyResult> known) {

  /**
   * Holds a group against what was decided.
   *
   * @throws ProblemException {@code attempt-closed} when a later attempt of an action was decided:
   *     the request comes too late
   */
  static Attempts of(List<ApplyAction> group, Map<UUID, AppliedActions.Decided> decided) {
    Map<UUID, ApplyResult> known = new HashMap<>();
    for (ApplyAction action : group) {
      AppliedActions.Decided last = decided.get(action.actionId());
      if (last == null) {
        continue;
      }
      if (last.attempt() > action.attempt()) {
        throw ProblemException.of(
            ProblemCode.ATTEMPT_CLOSED,
            "Attempt %d of action %s comes after attempt %d."
                .formatted(action.attempt(), action.actionId(), last.attempt()));
      }
      boolean failed = last.result().outcome() == ApplyOutcome.FAILED;
      if (failed && last.attempt() < action.attempt()) {
        continue;
      }
      known.put(action.actionId(), last.result());
    }
    return new Attempts(List.copyOf(group), Map.copyOf(known));
  }

  /** The result of an action that another one of its local transaction keeps from being applied. */
  static ApplyResult withdrawn(UUID actionId) {
    return new ApplyResult(actionId, ApplyOutcome.WITHDRAWN, null, null, null, null);
  }

  /** The result of an action that builds on one that did not take effect. */
  static ApplyResult skipped(UUID actionId) {
    return new ApplyResult(actionId, ApplyOutcome.SKIPPED, null, null, null, null);
  }

  /** What is to be decided, in its order. */
  List<ApplyAction> open() {
    return actions.stream().filter(action -> !known.containsKey(action.actionId())).toList();
  }
}
