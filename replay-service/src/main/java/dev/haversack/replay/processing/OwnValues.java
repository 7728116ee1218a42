package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device had made of its records itself when it made its next action: its own values, which
 * the server may have made something else of. Where a device does not say what an attribute was,
 * they are what it was.
 *
 * <p>What cannot be known is forgotten: what a command makes of records, and what the device had
 * entered before somebody decided about the action.
 */
final class OwnValues {

  private final Map<RecordKey, ObjectNode> values = new HashMap<>();

  /** Tells of the next action. What a command makes of other records is not known either. */
  void did(QueuedAction action) {
    if (action.operation() == Operation.COMMAND) {
      values.clear();
    } else {
      did(action.record(), action.operation(), action.attempt(), action.attributes());
    }
  }

  /** Tells what the next action did to one record. */
  void did(RecordKey record, Operation operation, int attempt, @Nullable ObjectNode attributes) {
    switch (operation) {
      case CREATE, UPDATE, ASSIGN -> {
        if (attempt > 1 || attributes == null) {
          values.remove(record);
        } else {
          values
              .computeIfAbsent(record, key -> JsonNodeFactory.instance.objectNode())
              .setAll(attributes);
        }
      }
      case COMMAND, DELETE, ASSOCIATE, DISASSOCIATE -> values.remove(record);
      case FOLLOW, UNFOLLOW -> {}
    }
  }

  /** Whether something may be missing in what an action says about what it builds on. */
  static boolean isAskedFor(QueuedAction action) {
    ObjectNode attributes = action.attributes();
    ObjectNode said = action.baseValues();
    return action.operation() == Operation.UPDATE
        && !action.overwrite()
        && attributes != null
        && (said == null
            || attributes.properties().stream().anyMatch(each -> !said.has(each.getKey())));
  }

  /** What the attributes that an action changes were: as the device says, or made them itself. */
  @Nullable ObjectNode baseValues(QueuedAction action) {
    ObjectNode said = action.baseValues();
    ObjectNode own = values.get(action.record());
    ObjectNode changes = action.attributes();
    if (own == null || changes == null || !isAskedFor(action)) {
      return said;
    }
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> changed : changes.properties()) {
      Optional.ofNullable(own.get(changed.getKey()))
          .ifPresent(value -> base.set(changed.getKey(), value));
    }
    if (said != null) {
      base.setAll(said);
    }
    return base.isEmpty() ? said : base;
  }
}
