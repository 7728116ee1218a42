package dev.haversack.replay.processing;

import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.MergeSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action that took effect.
 *
 * @param result what it made of its record
 * @param merges where attributes came from, be it by policies or by a decision about the action's
 *     sync error; null when nothing but the action decided
 */
record Done(ApplyResult result, @Nullable List<AttributeMerge> merges) {

  /**
   * Unites what was decided with what came of it. A policy that decided now has the last word;
   * otherwise what a person decided says more than that one side only had changed an attribute.
   */
  static Done of(QueuedAction action, ApplyResult result) {
    List<AttributeMerge> decided = action.merges() == null ? List.of() : action.merges();
    if (decided.stream().allMatch(merge -> merge.source() == MergeSource.MINE)) {
      return new Done(result, result.merges());
    }
    Map<String, AttributeMerge> united = new TreeMap<>();
    decided.forEach(merge -> united.put(merge.attribute(), merge));
    List<AttributeMerge> found = result.merges() == null ? List.of() : result.merges();
    found.forEach(merge -> {
      if (merge.policy() != null) {
        united.put(merge.attribute(), merge);
      } else {
        united.putIfAbsent(merge.attribute(), merge);
      }
    });
    return new Done(result, List.copyOf(united.values()));
  }

  boolean isMerged() {
    return merges != null || result.outcome() == ApplyOutcome.MERGED;
  }

  ActionState state() {
    return isMerged() ? ActionState.MERGED : ActionState.APPLIED;
  }
}
