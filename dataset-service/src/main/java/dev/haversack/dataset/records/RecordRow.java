package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.StoredRecord;
import java.util.Set;

/**
 * A record as it is stored.
 *
 * @param key which record
 * @param version changes with every write
 * @param access who owns it
 * @param attributes its values; never holds nulls. Not to be modified
 */
public record RecordRow(RecordKey key, long version, RecordAccess access, ObjectNode attributes) {

  /** As callers see it. */
  public StoredRecord toStoredRecord() {
    return new StoredRecord(key.id(), key.entity(), version, attributes);
  }

  /**
   * As callers see it.
   *
   * @param hidden attributes that they do not see
   */
  public StoredRecord toStoredRecord(Set<String> hidden) {
    if (hidden.isEmpty()) {
      return toStoredRecord();
    }
    ObjectNode shown = attributes.deepCopy();
    shown.remove(hidden);
    return new StoredRecord(key.id(), key.entity(), version, shown);
  }
}
