package dev.haversack.dataset.records;

import java.util.Comparator;
import java.util.UUID;

/**
 * Which record.
 *
 * @param entity its entity's logical name
 * @param id its id
 */
public record RecordKey(String entity, UUID id) implements Comparable<RecordKey> {

  /** The database's order of UUIDs, which Java's own is not. */
  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::entity).thenComparing(key -> key.id().toString());

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }
}
