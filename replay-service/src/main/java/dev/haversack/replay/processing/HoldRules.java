package dev.haversack.replay.processing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which actions wait behind a failed one. An action is held
 *
 * <ul>
 *   <li>when an earlier action of the device on the same record has failed or is held;
 *   <li>when it is about, or refers to, a record that an earlier action of the device should have
 *       made, by a create or a command, which has failed or is held;
 *   <li>when another action of its local transaction has failed or is held.
 * </ul>
 *
 * A held action holds others by the same rules. All of a chain are held behind the failed action
 * that the chain begins with: that is the one to settle. Everything else goes on.
 *
 * <p>Actions are to be told and asked about in the order of their sequence numbers.
 */
final class HoldRules {

  private final Map<RecordKey, Blocking> byRecord = new HashMap<>();
  private final Map<UUID, Blocking> byCreated = new HashMap<>();
  private final Map<UUID, Blocking> byTransaction = new HashMap<>();

  /** Tells of an action that has failed or is held. */
  void block(Blocking blocking) {
    byRecord.putIfAbsent(blocking.record(), blocking);
    for (RecordKey made : blocking.created()) {
      byRecord.putIfAbsent(made, blocking);
      byCreated.putIfAbsent(made.recordId(), blocking);
    }
    if (blocking.transactionId() != null) {
      byTransaction.putIfAbsent(blocking.transactionId(), blocking);
    }
  }

  /**
   * Behind which failed action the actions of one local transaction have to wait; if they have to,
   * they block others from now on.
   *
   * @param transaction the actions of one, or a single one that belongs to none
   */
  Optional<UUID> holdBehind(List<QueuedAction> transaction) {
    Optional<UUID> root = transaction.stream().flatMap(this::rootOf).findFirst();
    root.ifPresent(r -> transaction.forEach(action -> block(Blocking.of(action, r))));
    return root;
  }

  private Stream<UUID> rootOf(QueuedAction action) {
    UUID transaction = action.transactionId();
    Blocking sameTransaction = transaction == null ? null : byTransaction.get(transaction);
    if (sameTransaction != null) {
      return Stream.of(sameTransaction.root());
    }
    UUID root = rootOf(byRecord.get(action.record()), action);
    if (root == null && action.attributes() != null && !byCreated.isEmpty()) {
      root =
          References.in(action.attributes())
              .map(id -> rootOf(byCreated.get(id), action))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    return Stream.ofNullable(root);
  }

  private static @Nullable UUID rootOf(@Nullable Blocking blocker, QueuedAction action) {
    return blocker != null && blocker.sequence() < action.sequence() ? blocker.root() : null;
  }
}
