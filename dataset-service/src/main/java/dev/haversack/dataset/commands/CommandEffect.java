package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.records.RecordKey;
import java.util.List;

/**
 * What a command changes.
 *
 * @param changes attributes of its record
 * @param created records to make, in this order
 */
public record CommandEffect(ObjectNode changes, List<NewRecord> created) {

  /**
   * A record to make.
   *
   * @param key which
   * @param attributes its values
   */
  public record NewRecord(RecordKey key, ObjectNode attributes) {}
}
