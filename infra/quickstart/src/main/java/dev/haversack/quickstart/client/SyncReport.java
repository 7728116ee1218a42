package dev.haversack.quickstart.client;

import dev.haversack.contract.model.RemovalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a snapshot or delta brought.
 *
 * @param kind {@code snapshot} or {@code delta}
 * @param checkpoint the point in the organization's history that the device is exact to now
 * @param puts new and changed records
 * @param removals what left the dataset
 * @param records how many records the device holds now, by entity
 */
public record SyncReport(
    String kind,
    long checkpoint,
    List<DeviceRecord> puts,
    List<Removal> removals,
    Map<String, Integer> records) {

  /** Whether it brought this record, new or changed. */
  public boolean put(String entity, UUID id) {
    return puts.stream().anyMatch(put -> put.entity().equals(entity) && put.id().equals(id));
  }

  /** Why this record left, if it did. */
  public Optional<RemovalReason> removed(String entity, UUID id) {
    return removals.stream()
        .filter(removal -> removal.entity().equals(entity) && removal.id().equals(id))
        .map(Removal::reason)
        .findFirst();
  }

  /** How many records of all entities the device holds now. */
  public int total() {
    return records.values().stream().mapToInt(Integer::intValue).sum();
  }
}
