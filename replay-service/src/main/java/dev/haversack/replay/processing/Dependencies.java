package dev.haversack.replay.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What actions of one call build on among those before them, by the same rules as {@link
 * HoldRules}: the action before on the same record, and those that make the records that they are
 * about or refer to.
 */
final class Dependencies {

  private final Map<RecordKey, UUID> lastOnRecord = new HashMap<>();
  private final Map<UUID, UUID> makers = new HashMap<>();

  /** What the next action builds on. */
  List<UUID> next(QueuedAction action) {
    Set<UUID> found = new LinkedHashSet<>();
    Stream.ofNullable(lastOnRecord.get(action.record())).forEach(found::add);
    if (action.attributes() != null && !makers.isEmpty()) {
      References.in(action.attributes())
          .map(makers::get)
          .filter(Objects::nonNull)
          .forEach(found::add);
    }
    lastOnRecord.put(action.record(), action.actionId());
    for (RecordKey made : action.created()) {
      lastOnRecord.put(made, action.actionId());
      makers.put(made.recordId(), action.actionId());
    }
    return new ArrayList<>(found);
  }
}
