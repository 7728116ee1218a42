package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ActionOutcome;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was done offline, in order, with what became of it. Actions are put into batches once; a
 * batch that got no answer is sent again as it was.
 */
final class ActionQueue {

  /** The contract's limit of one batch. */
  private static final int LARGEST_BATCH = 1000;

  private final Supplier<UUID> ids;
  private final Clock clock;
  private final Map<UUID, UploadAction> actions = new LinkedHashMap<>();
  private final Map<UUID, ActionOutcome> outcomes = new HashMap<>();
  private final List<UploadAction> unbatched = new ArrayList<>();
  private final Deque<UploadBatch> unanswered = new ArrayDeque<>();
  private long nextSequence = 1;

  ActionQueue(Supplier<UUID> ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds an action, and returns its id. */
  UUID add(
      Operation operation,
      @Nullable CommandName command,
      String entity,
      UUID recordId,
      @Nullable ObjectNode attributes,
      @Nullable Long baseVersion,
      @Nullable ObjectNode baseValues) {
    UploadAction action =
        new UploadAction(
            ids.get(),
            nextSequence,
            entity,
            recordId,
            operation,
            command,
            null,
            attributes,
            baseVersion,
            baseValues,
            clock.instant());
    nextSequence++;
    actions.put(action.actionId(), action);
    unbatched.add(action);
    return action.actionId();
  }

  Collection<UploadAction> actions() {
    return actions.values();
  }

  /** The batch to send next; the same again until {@link #answered}. */
  Optional<UploadBatch> next() {
    if (unanswered.isEmpty() && !unbatched.isEmpty()) {
      List<UploadAction> some = unbatched.subList(0, Math.min(LARGEST_BATCH, unbatched.size()));
      unanswered.add(new UploadBatch(ids.get(), List.copyOf(some)));
      some.clear();
    }
    return Optional.ofNullable(unanswered.peek());
  }

  void answered(UploadBatch batch) {
    unanswered.remove(batch);
  }

  void know(ActionOutcome outcome) {
    outcomes.put(outcome.actionId(), outcome);
  }

  Optional<ActionOutcome> outcome(UUID actionId) {
    return Optional.ofNullable(outcomes.get(actionId));
  }

  /** The outcomes that are known, in the order of the actions. */
  List<ActionOutcome> outcomes() {
    return actions.keySet().stream().map(outcomes::get).filter(outcome -> outcome != null).toList();
  }

  /** How many actions no answer accepted yet. */
  int unsent() {
    return unbatched.size() + unanswered.stream().mapToInt(batch -> batch.actions().size()).sum();
  }

  /**
   * Whether an action still has to be shown over what the server sent: until it is given up, or the
   * record came with the version that it resulted in.
   *
   * @param syncedVersion the version that the device has from the server; 0 without one
   */
  boolean shown(UploadAction action, long syncedVersion) {
    ActionOutcome outcome = outcomes.get(action.actionId());
    if (outcome == null) {
      return true;
    }
    Long version = outcome.version();
    return switch (outcome.state()) {
      case QUEUED, HELD, FAILED -> true;
      case DISCARDED -> false;
      case APPLIED, MERGED -> version == null ? syncedVersion != 0 : syncedVersion < version;
    };
  }

  /** Whether what became of some action can still change. */
  boolean hasOpen() {
    return actions.keySet().stream().anyMatch(this::isOpen);
  }

  private boolean isOpen(UUID actionId) {
    ActionOutcome outcome = outcomes.get(actionId);
    if (outcome == null) {
      return true;
    }
    return switch (outcome.state()) {
      case QUEUED, HELD, FAILED -> true;
      case APPLIED, MERGED, DISCARDED -> false;
    };
  }
}
