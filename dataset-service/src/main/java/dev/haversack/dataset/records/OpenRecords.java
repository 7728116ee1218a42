package dev.haversack.dataset.records;

import java.util.UUID;
import java.util.stream.Stream;

/** What is not done yet, of what concerns a record. */
@FunctionalInterface
public interface OpenRecords {

  /**
   * Open activities that regard a record, open cases below it, and active instances of the business
   * process flows that it goes through.
   */
  Stream<RecordKey> below(UUID recordId);
}
