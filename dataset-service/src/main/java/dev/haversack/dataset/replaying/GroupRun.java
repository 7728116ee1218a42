package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.dataset.records.Authored;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Goes through a group's actions. The actions of a local transaction take effect together, or none
 * of them does; what builds on an action that did not take effect is skipped, all others go on.
 */
final class GroupRun {

  private final ActionDecider decider;
  private final GroupState state;
  private final Map<UUID, ApplyResult> known;
  private final List<Authored> writes = new ArrayList<>();
  private final List<AppliedActions.Decided> decided = new ArrayList<>();
  private final List<ApplyResult> answered = new ArrayList<>();
  private final Set<UUID> without = new HashSet<>();
  private final Instant now;
  private Map<RecordKey, Boolean> followed = new HashMap<>();
  private boolean settledByOthers;

  /**
   * Before the first action.
   *
   * @param known results of actions that were decided before
   * @param now the moment of the replay
   */
  GroupRun(ActionDecider decider, GroupState state, Map<UUID, ApplyResult> known, Instant now) {
    this.now = now;
    this.decider = decider;
    this.state = state;
    this.known = known;
  }

  /** What is to be written. */
  List<Authored> writes() {
    return writes;
  }

  /** What was decided now. */
  List<AppliedActions.Decided> decided() {
    return decided;
  }

  /** What is followed from now on, and what not any more. */
  Map<RecordKey, Boolean> followed() {
    return followed;
  }

  /** Whether what an action wanted was there already, and so perhaps is no part of slices yet. */
  boolean isSettledByOthers() {
    return settledByOthers;
  }

  /** Goes through actions. */
  ApplyAnswer through(List<ApplyAction> actions) {
    units(actions).forEach(this::unit);
    return new ApplyAnswer(List.copyOf(answered));
  }

  /** Parts actions into local transactions; an action without one is one by itself. */
  private static List<List<ApplyAction>> units(List<ApplyAction> actions) {
    List<List<ApplyAction>> units = new ArrayList<>();
    UUID present = null;
    for (ApplyAction action : actions) {
      UUID transaction = action.transactionId();
      if (transaction == null || !transaction.equals(present)) {
        units.add(new ArrayList<>());
      }
      units.getLast().add(action);
      present = transaction;
    }
    return units;
  }

  private void unit(List<ApplyAction> unit) {
    if (unit.stream().anyMatch(this::buildsOnNothing) && !isApplied(unit)) {
      unit.forEach(action -> leave(Attempts.skipped(action.actionId())));
    } else {
      tryAll(unit);
    }
  }

  /** Whether something that the action builds on did not take effect. */
  private boolean buildsOnNothing(ApplyAction action) {
    List<UUID> others = action.dependsOn();
    return others == null ? !without.isEmpty() : others.stream().anyMatch(without::contains);
  }

  private boolean isApplied(List<ApplyAction> unit) {
    return unit.stream()
        .map(action -> known.get(action.actionId()))
        .allMatch(result -> result != null && result.outcome().isEffective());
  }

  /** Tries the actions of a local transaction; when one fails, the others are withdrawn. */
  private void tryAll(List<ApplyAction> unit) {
    int mark = state.mark();
    int firstWrite = writes.size();
    int firstDecided = decided.size();
    Map<RecordKey, Boolean> followedBefore = new HashMap<>(followed);
    List<ApplyResult> results = new ArrayList<>();
    for (ApplyAction action : unit) {
      ApplyResult before = known.get(action.actionId());
      ApplyResult result = before == null ? decide(action) : before;
      if (result.outcome() == ApplyOutcome.FAILED) {
        state.backTo(mark);
        writes.subList(firstWrite, writes.size()).clear();
        decided.subList(firstDecided, decided.size() - (before == null ? 1 : 0)).clear();
        followed = followedBefore;
        withdraw(unit, result);
        return;
      }
      remember(action, result);
      results.add(result);
    }
    answered.addAll(results);
  }

  private void withdraw(List<ApplyAction> unit, ApplyResult failed) {
    for (ApplyAction action : unit) {
      if (action.actionId().equals(failed.actionId())) {
        leave(failed);
      } else if (isApplied(List.of(action))) {
        // It was, when somebody had given up what fails now.
        ApplyResult result = Objects.requireNonNull(known.get(action.actionId()));
        remember(action, result);
        answered.add(result);
      } else {
        leave(Attempts.withdrawn(action.actionId()));
      }
    }
  }

  private void leave(ApplyResult result) {
    answered.add(result);
    without.add(result.actionId());
  }

  private void remember(ApplyAction action, ApplyResult result) {
    Long version = result.version();
    if (version != null) {
      state.resulted(new RecordKey(action.entity(), action.recordId()), version);
    }
    List<ChangedRecord> others = result.alsoChanged();
    if (others != null) {
      others.forEach(other ->
          state.resulted(new RecordKey(other.entity(), other.recordId()), other.version()));
    }
  }

  private Authored authored(RecordWrite write, ApplyAction action) {
    return new Authored(write, action.actionId(), Sent.madeAt(action, now));
  }

  private ApplyResult decide(ApplyAction action) {
    ActionOutcome outcome = decider.decide(action);
    ApplyResult result = outcome.result(action.actionId());
    decided.add(new AppliedActions.Decided(action.attempt(), result));
    var key = new RecordKey(action.entity(), action.recordId());
    switch (outcome) {
      case ActionOutcome.Effective effective -> {
        effective.created().forEach(insert -> writes.add(authored(insert, action)));
        RecordWrite write = effective.write();
        if (write == null) {
          settledByOthers = true;
        } else {
          writes.add(authored(write, action));
        }
        if (write instanceof RecordWrite.Delete) {
          followed.remove(key);
        }
      }
      case ActionOutcome.Following(boolean follows) -> {
        // He may follow it already.
        settledByOthers = true;
        followed.put(key, follows);
      }
      case ActionOutcome.Refused refused -> {}
    }
    return result;
  }
}
