package dev.haversack.replay.processing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What must become of a device's actions, said in the plainest way: after everything that can go on
 * has gone on. It knows nothing of turns, groups, claims or roots.
 */
final class QueueModel {

  /** Where an action stands. */
  enum State {
    WAITING,
    FAILED,
    HELD,
    APPLIED,
    MERGED,
    DISCARDED;

    boolean isOpen() {
      return !isDone() && this != DISCARDED;
    }

    boolean isDone() {
      return this == APPLIED || this == MERGED;
    }
  }

  /**
   * An action.
   *
   * @param record what it is about
   * @param makes the records that it makes
   * @param refersTo the records that its values name
   * @param transaction its local transaction; one of its own where it has none
   */
  record Step(UUID id, UUID record, Set<UUID> makes, Set<UUID> refersTo, UUID transaction) {

    /** Whether it must not be applied before an earlier one. */
    boolean dependsOn(Step earlier) {
      return earlier.record.equals(record)
          || earlier.transaction.equals(transaction)
          || earlier.makes.contains(record)
          || makes.contains(earlier.record)
          || refersTo.stream().anyMatch(earlier.makes::contains);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<UUID, State> states = new LinkedHashMap<>();
  private final Set<UUID> failing = new HashSet<>();
  private final Set<UUID> merging = new HashSet<>();

  void add(Step step) {
    steps.add(step);
    states.put(step.id(), State.WAITING);
  }

  /** From now on it fails whenever it is tried, or does not any more. */
  void failing(UUID id, boolean fails) {
    if (fails) {
      failing.add(id);
    } else {
      failing.remove(id);
    }
  }

  /** When it is applied, what somebody else changed stays beside it. */
  void merging(UUID id) {
    merging.add(id);
  }

  Map<UUID, State> states() {
    return states;
  }

  List<Step> steps() {
    return steps;
  }

  List<UUID> failed() {
    return steps.stream().map(Step::id).filter(id -> states.get(id) == State.FAILED).toList();
  }

  /** Somebody sends a failed action on. */
  void sendOn(UUID id) {
    states.put(id, State.WAITING);
    settle();
  }

  /** Somebody gives a failed action up, and its transaction with it; and these, if any. */
  void giveUp(UUID id, Set<UUID> dependants) {
    unitOf(step(id)).forEach(member -> states.put(member.id(), State.DISCARDED));
    dependants.forEach(dependant -> states.put(dependant, State.DISCARDED));
    settle();
  }

  /** Whether one waits for the other, over any number of steps between that are open, too. */
  boolean waitsFor(UUID id, UUID failed) {
    Set<UUID> waiting = new HashSet<>(Set.of(failed));
    for (Step step : steps) {
      boolean waits =
          states.get(step.id()).isOpen()
              && unitOf(step).stream()
                  .anyMatch(member ->
                      steps.stream()
                          .filter(earlier -> waiting.contains(earlier.id()))
                          .anyMatch(member::dependsOn));
      if (waits) {
        unitOf(step).forEach(member -> waiting.add(member.id()));
      }
    }
    return waiting.contains(id);
  }

  Step step(UUID id) {
    return steps.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  /** Whether it is the only one of its transaction. */
  boolean isAlone(UUID id) {
    return unitOf(step(id)).size() == 1;
  }

  /** Everything that can go on goes on. */
  void settle() {
    for (Step step : steps) {
      List<Step> unit = unitOf(step);
      if (unit.getFirst() == step && states.get(step.id()).isOpen()) {
        settle(unit);
      }
    }
  }

  private void settle(List<Step> unit) {
    boolean hasFailed = unit.stream().anyMatch(s -> states.get(s.id()) == State.FAILED);
    if (hasFailed) {
      put(unit, State.HELD, true);
    } else if (unit.stream().anyMatch(step -> isBlocked(step, unit))) {
      put(unit, State.HELD, false);
    } else {
      UUID first = unit.stream().map(Step::id).filter(failing::contains).findFirst().orElse(null);
      put(unit, first == null ? State.APPLIED : State.HELD, false);
      unit.stream()
          .filter(step -> first == null && merging.contains(step.id()))
          .forEach(step -> states.put(step.id(), State.MERGED));
      if (first != null) {
        states.put(first, State.FAILED);
      }
    }
  }

  private void put(List<Step> unit, State state, boolean butFailed) {
    unit.stream()
        .filter(s -> !butFailed || states.get(s.id()) != State.FAILED)
        .forEach(s -> states.put(s.id(), state));
  }

  private boolean isBlocked(Step step, List<Step> unit) {
    for (Step earlier : steps) {
      if (earlier == unit.getFirst()) {
        return false;
      }
      if (states.get(earlier.id()).isOpen() && step.dependsOn(earlier)) {
        return true;
      }
    }
    return false;
  }

  private List<Step> unitOf(Step step) {
    return steps.stream().filter(s -> s.transaction().equals(step.transaction())).toList();
  }
}
