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
    Map<UUID, UUID> roots = new HashMap<>();
    int from = 0;
    while (from < results.size()) {
      int to = endOfTransaction(sent, from);
      UUID root = rootOf(sent.subList(from, to), results.subList(from, to), roots);
      for (int i = from; i < to; i++) {
        if (root != null && !results.get(i).outcome().isEffective()) {
          roots.put(sent.get(i).actionId(), root);
        }
      }
      from = to;
    }
    return roots;
  }

  private static int endOfTransaction(List<ApplyAction> sent, int from) {
    UUID transaction = sent.get(from).transactionId();
    int to = from + 1;
    while (transaction != null
        && to < sent.size()
        && transaction.equals(sent.get(to).transactionId())) {
      to++;
    }
    return to;
  }

  /** Of a local transaction, one action failed, or one of them builds on something that did. */
  private static @Nullable UUID rootOf(
      List<ApplyAction> transaction, List<ApplyResult> results, Map<UUID, UUID> roots) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).outcome() == ApplyOutcome.FAILED) {
        return transaction.get(i).actionId();
      }
    }
    return transaction.stream()
        .map(ApplyAction::dependsOn)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .map(roots::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
