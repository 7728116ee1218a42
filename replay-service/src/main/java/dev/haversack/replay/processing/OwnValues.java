package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device had made of its records itself when it made its next action: its own values, which
 * the server may have made something else of. Where a device does not say what an attribute was,
 * they are what it was, as long as both actions name the same version: then the device has not seen
 * in between what came of the first.
 *
 * <p>What cannot be known is forgotten: what a command makes of records, and what the device had
 * entered before somebody decided about the action. Then the history of the record decides, or
 * somebody does.
 */
final class OwnValues {

  /** How many characters of values are added to the actions of one call: calls have a limit. */
  private static final int MOST_ADDED = 250_000;

  private record Own(long baseVersion, JsonNode value) {}

  private final Map<RecordKey, Map<String, Own>> values = new HashMap<>();
  private int room = MOST_ADDED;

  /** Tells of the next action. */
  void did(QueuedAction action) {
    did(
        action.record(),
        action.operation(),
        action.attempt(),
        seenVersion(action),
        action.attributes());
    if (action.operation() == Operation.COMMAND) {
      action.created().forEach(values::remove);
    }
  }

  /** Tells what the next action did to one record. */
  void did(
      RecordKey record,
      Operation operation,
      int attempt,
      long seenVersion,
      @Nullable ObjectNode attributes) {
    switch (operation) {
      case UPDATE, ASSIGN -> {
        if (attempt > 1 || attributes == null) {
          values.remove(record);
        } else {
          Map<String, Own> own = values.computeIfAbsent(record, key -> new HashMap<>());
          attributes
              .properties()
              .forEach(set -> own.put(set.getKey(), new Own(seenVersion, set.getValue())));
        }
      }
      case CREATE, DELETE, COMMAND, ASSOCIATE, DISASSOCIATE -> values.remove(record);
      case FOLLOW, UNFOLLOW -> {}
    }
  }

  /** The version that the device had from the server; 0 where it names none. */
  static long seenVersion(QueuedAction action) {
    return Objects.requireNonNullElse(action.baseVersion(), 0L);
  }

  /** Whether earlier actions may tell what is missing in what an action says about its base. */
  static boolean isAskedFor(QueuedAction action) {
    ObjectNode attributes = action.attributes();
    ObjectNode said = action.baseValues();
    return action.operation() == Operation.UPDATE
        && !action.overwrite()
        && seenVersion(action) > 0
        && attributes != null
        && (said == null
            || attributes.properties().stream().anyMatch(each -> !said.has(each.getKey())));
  }

  /** What the attributes that an action changes were: as the device says, or made them itself. */
  @Nullable ObjectNode baseValues(QueuedAction action) {
    ObjectNode said = action.baseValues();
    Map<String, Own> own = values.get(action.record());
    ObjectNode changes = action.attributes();
    if (own == null || changes == null || !isAskedFor(action)) {
      return said;
    }
    ObjectNode base = said == null ? JsonNodeFactory.instance.objectNode() : said.deepCopy();
    for (Map.Entry<String, JsonNode> changed : changes.properties()) {
      Own former = own.get(changed.getKey());
      if (former != null
          && former.baseVersion() == seenVersion(action)
          && !base.has(changed.getKey())
          && hasRoom(former.value())) {
        base.set(changed.getKey(), former.value());
      }
    }
    return base.isEmpty() ? said : base;
  }

  private boolean hasRoom(JsonNode value) {
    int size = value.isTextual() ? value.textValue().length() : value.toString().length();
    boolean fits = size <= room;
    room -= fits ? size : 0;
    return fits;
  }
}
