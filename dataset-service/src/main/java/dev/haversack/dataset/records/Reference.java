package dev.haversack.dataset.records;

import dev.haversack.dataset.configuration.DirectoryEntities;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A lookup value whose target is yet to be found.
 *
 * @param attribute the lookup
 * @param id the id that it points to
 * @param entities the entities that the target may be of; the first that has it counts
 */
public record Reference(String attribute, UUID id, List<String> entities) {

  /** The records that may be meant, without those that only the directory knows. */
  public Stream<RecordKey> storedCandidates() {
    return entities.stream()
        .filter(entity -> !DirectoryEntities.ALL.contains(entity))
        .map(entity -> new RecordKey(entity, id));
  }

  /**
   * A reference whose target was found.
   *
   * @param attribute the lookup
   * @param target what it points to
   * @param access who owns the target
   */
  public record Resolved(String attribute, RecordKey target, RecordAccess access) {}
}
