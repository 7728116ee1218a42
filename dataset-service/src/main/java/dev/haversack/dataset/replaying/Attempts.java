package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Which of a group's actions are still to be decided. What was decided is never decided again: an
 * action that took effect, and an attempt that failed.
 *
 * @param actions the group up to the first action that is known to have failed, which ends it
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
    List<ApplyAction> actions = new ArrayList<>();
    Map<UUID, ApplyResult> known = new HashMap<>();
    for (ApplyAction action : group) {
      actions.add(action);
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
      if (failed) {
        withdraw(action, actions, known);
        break;
      }
    }
    return new Attempts(List.copyOf(actions), Map.copyOf(known));
  }

  /** What comes before a failed action in its local transaction was not applied either. */
  private static void withdraw(
      ApplyAction failed, List<ApplyAction> actions, Map<UUID, ApplyResult> known) {
    UUID transaction = failed.transactionId();
    actions.stream()
        .filter(action -> transaction != null && transaction.equals(action.transactionId()))
        .forEach(action -> known.putIfAbsent(action.actionId(), withdrawn(action.actionId())));
  }

  /** The result of an action that another one of its local transaction keeps from being applied. */
  static ApplyResult withdrawn(UUID actionId) {
    return new ApplyResult(actionId, ApplyOutcome.WITHDRAWN, null, null, null, null);
  }

  /** What is to be decided, in its order. */
  List<ApplyAction> open() {
    return actions.stream().filter(action -> !known.containsKey(action.actionId())).toList();
  }

  /** The answer where nothing is open. */
  ApplyAnswer answer() {
    return new ApplyAnswer(
        actions.stream()
            .map(action -> Objects.requireNonNull(known.get(action.actionId())))
            .toList());
  }
}
