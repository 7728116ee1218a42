package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a turn does with the actions that come next.
 *
 * @param free those to send, in their order
 * @param held those that have to wait, each with the failed action that it waits behind
 * @param cutAt the sequence number of the first that is left for the next turn; null for none
 */
record Group(List<QueuedAction> free, Map<QueuedAction, UUID> held, @Nullable Long cutAt) {

  /** Parts the next actions by the rules. */
  static Group of(List<QueuedAction> next, HoldRules rules) {
    List<QueuedAction> free = new ArrayList<>();
    Map<QueuedAction, UUID> held = new LinkedHashMap<>();
    for (List<QueuedAction> transaction : transactions(next)) {
      rules
          .holdBehind(transaction)
          .ifPresentOrElse(
              root -> transaction.forEach(action -> held.put(action, root)),
              () -> free.addAll(transaction));
    }
    return new Group(free, held, null);
  }

  /** The actions by local transaction; one that belongs to none is by itself. */
  private static List<List<QueuedAction>> transactions(List<QueuedAction> next) {
    List<List<QueuedAction>> transactions = new ArrayList<>();
    UUID present = null;
    for (QueuedAction action : next) {
      UUID transaction = action.transactionId();
      if (transaction == null || !transaction.equals(present)) {
        transactions.add(new ArrayList<>());
      }
      transactions.getLast().add(action);
      present = transaction;
    }
    return transactions;
  }

  /** As much of it as is applied with the rights of one user; the rest comes with the next turn. */
  Group ofOneUser() {
    int end = 0;
    while (end < free.size() && Objects.equals(free.get(end).appliedAs(), appliedAs())) {
      end++;
    }
    return new Group(
        free.subList(0, end), held, end < free.size() ? free.get(end).sequence() : null);
  }

  /**
   * Every action up to this sequence number is among these, or was tried or held before. Only what
   * comes before anything that waits for its turn counts.
   */
  long through() {
    return cutAt == null
        ? Math.max(
            free.isEmpty() ? 0 : free.getLast().sequence(),
            held.keySet().stream().mapToLong(QueuedAction::sequence).max().orElse(0))
        : cutAt - 1;
  }

  /** The sequence number of its first action; 0 without one. */
  long first() {
    return free.isEmpty() ? 0 : free.getFirst().sequence();
  }

  /** The sequence number of its last action; 0 without one. */
  long last() {
    return free.isEmpty() ? 0 : free.getLast().sequence();
  }

  /** With whose rights its first action is applied; null for those of the device's user. */
  @Nullable UUID appliedAs() {
    return free.isEmpty() ? null : free.getFirst().appliedAs();
  }

  /** The ids of the records that the free actions are about. */
  Set<UUID> records() {
    Set<UUID> records = new HashSet<>();
    free.forEach(action -> records.add(action.record().recordId()));
    return records;
  }

  /**
   * The records of whose former values something is missing that earlier actions of the device may
   * tell, with the lowest version that one of them names.
   *
   * @param resultVersions what the device's actions before this group made of the records
   */
  Map<RecordKey, Long> buildingOnOwn(Map<RecordKey, Long> resultVersions) {
    Map<RecordKey, Long> found = new HashMap<>();
    for (QueuedAction action : free) {
      long seen = OwnValues.seenVersion(action);
      if (OwnValues.isAskedFor(action) && resultVersions.getOrDefault(action.record(), 0L) > seen) {
        found.merge(action.record(), seen, Math::min);
      }
    }
    return found;
  }

  /**
   * The free actions as dataset-service takes them.
   *
   * @param resultVersions what the device's actions before this group made of the records. Only the
   *     first action on a record carries it; dataset-service knows what that one makes of it. What
   *     a resolver has seen counts instead where he decided.
   * @param own what the device had made of the records before; goes on with the group
   */
  List<ApplyAction> toApply(Map<RecordKey, Long> resultVersions, OwnValues own) {
    Set<RecordKey> seen = new HashSet<>();
    Dependencies dependencies = new Dependencies();
    List<ApplyAction> actions = new ArrayList<>();
    for (QueuedAction action : free) {
      boolean first = seen.add(action.record());
      actions.add(
          new ApplyAction(
              action.actionId(),
              action.attempt(),
              action.record().entity(),
              action.record().recordId(),
              action.operation(),
              action.command(),
              action.transactionId(),
              action.attributes(),
              action.baseVersion(),
              own.baseValues(action),
              first && !action.overwrite() ? resultVersions.get(action.record()) : null,
              dependencies.next(action),
              action.madeAt(),
              action.overwrite()));
      own.did(action);
    }
    return actions;
  }
}
