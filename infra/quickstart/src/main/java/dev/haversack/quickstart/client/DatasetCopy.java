package dev.haversack.quickstart.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The records that a device has from the server, by entity and id. Not changed once it is made: a
 * stream makes the next one.
 */
final class DatasetCopy {

  static final DatasetCopy EMPTY = new DatasetCopy(Map.of());

  private final Map<String, Map<UUID, DeviceRecord>> entities;

  DatasetCopy(Map<String, Map<UUID, DeviceRecord>> entities) {
    this.entities = entities;
  }

  Optional<DeviceRecord> record(String entity, UUID id) {
    return Optional.ofNullable(entities.getOrDefault(entity, Map.of()).get(id));
  }

  Collection<DeviceRecord> records(String entity) {
    return entities.getOrDefault(entity, Map.of()).values();
  }

  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    entities.forEach((entity, records) -> counts.put(entity, records.size()));
    return counts;
  }

  /** A copy that may be changed without changing this one. */
  Map<String, Map<UUID, DeviceRecord>> mutable() {
    Map<String, Map<UUID, DeviceRecord>> copy = new HashMap<>();
    entities.forEach((entity, records) -> copy.put(entity, new HashMap<>(records)));
    return copy;
  }
}
