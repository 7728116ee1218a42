package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind which failed action those of a call wait that were not tried, or taken back. */
final class Roots {

  private Roots() {}

  /**
   * The failed action of each that did not take effect; of a failed one itself. One that is missing
   * waits for nothing that the answer tells of.
   *
   * @param results one per action, in their order
   */
  static Map<UUID, UUID> of(List<ApplyAction> sent, List<ApplyResult> results) {
    Map<UUID, UUID> failedOfTransaction = new HashMap<>();
    Map<UUID, UUID> roots = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).outcome() == ApplyOutcome.FAILED) {
        UUID failed = sent.get(i).actionId();
        roots.put(failed, failed);
        if (sent.get(i).transactionId() != null) {
          failedOfTransaction.put(sent.get(i).transactionId(), failed);
        }
      }
    }
    Map<UUID, UUID> skippedTransactions = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      ApplyAction action = sent.get(i);
      UUID transaction = action.transactionId();
      switch (results.get(i).outcome()) {
        case APPLIED, MERGED, FAILED -> {}
        case WITHDRAWN -> put(roots, action.actionId(), failedOfTransaction.get(transaction));
        case SKIPPED -> {
          put(roots, action.actionId(), rootOf(action, roots));
          if (transaction != null && roots.containsKey(action.actionId())) {
            skippedTransactions.putIfAbsent(transaction, roots.get(action.actionId()));
          }
        }
      }
    }
    // Of a local transaction that is skipped only one action may build on something that failed.
    for (int i = 0; i < results.size(); i++) {
      ApplyAction action = sent.get(i);
      if (results.get(i).outcome() == ApplyOutcome.SKIPPED && action.transactionId() != null) {
        put(roots, action.actionId(), skippedTransactions.get(action.transactionId()));
      }
    }
    return roots;
  }

  private static void put(Map<UUID, UUID> roots, UUID action, @Nullable UUID root) {
    if (root != null) {
      roots.putIfAbsent(action, root);
    }
  }

  private static @Nullable UUID rootOf(ApplyAction action, Map<UUID, UUID> roots) {
    List<UUID> others = action.dependsOn();
    return others == null
        ? null
        : others.stream().map(roots::get).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
