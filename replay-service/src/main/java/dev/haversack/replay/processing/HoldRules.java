package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.Operation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which actions wait behind a failed one. An action is held
 *
 * <ul>
 *   <li>when an earlier action of the device on the same record has failed or is held;
 *   <li>when it refers to a record that an earlier action of the device should have created, which
 *       has failed or is held.
 * </ul>
 *
 * A held action holds others by the same rules. All of a chain are held behind the failed action
 * that the chain begins with: that is the one to settle. Everything else goes on.
 *
 * <p>Actions are to be told and asked about in the order of their sequence numbers.
 */
final class HoldRules {

  private static final int UUID_LENGTH = 36;

  /**
   * A failed or held action.
   *
   * @param sequence its number in the device's sequence
   * @param root the failed action that the chain begins with; itself when it is the failed one
   */
  private record Blocker(long sequence, UUID root) {}

  private final Map<RecordKey, Blocker> byRecord = new HashMap<>();
  private final Map<UUID, Blocker> byCreated = new HashMap<>();

  /**
   * Tells of an action that has failed or is held.
   *
   * @param sequence its number in the device's sequence
   * @param record the record it is about
   * @param operation what it does
   * @param root the failed action that the chain begins with; itself when it is the failed one
   */
  void block(long sequence, RecordKey record, Operation operation, UUID root) {
    Blocker blocker = new Blocker(sequence, root);
    byRecord.putIfAbsent(record, blocker);
    if (operation == Operation.CREATE) {
      byCreated.putIfAbsent(record.recordId(), blocker);
    }
  }

  /**
   * Behind which failed action this one has to wait; if it has to, it blocks others from now on.
   */
  Optional<UUID> holdBehind(QueuedAction action) {
    UUID root = rootOf(byRecord.get(action.record()), action);
    if (root == null && action.attributes() != null && !byCreated.isEmpty()) {
      root = referred(action.attributes(), action);
    }
    if (root != null) {
      block(action.sequence(), action.record(), action.operation(), root);
    }
    return Optional.ofNullable(root);
  }

  private @Nullable UUID referred(JsonNode value, QueuedAction action) {
    if (value.isTextual()) {
      UUID id = id(value.textValue());
      return id == null ? null : rootOf(byCreated.get(id), action);
    }
    for (JsonNode child : value) {
      UUID root = referred(child, action);
      if (root != null) {
        return root;
      }
    }
    return null;
  }

  private static @Nullable UUID rootOf(@Nullable Blocker blocker, QueuedAction action) {
    return blocker != null && blocker.sequence() < action.sequence() ? blocker.root() : null;
  }

  private static @Nullable UUID id(String text) {
    if (text.length() != UUID_LENGTH) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
