package dev.haversack.replay.processing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What others may have to wait for: an action that has failed or is held.
 *
 * @param sequence its number in the device's sequence
 * @param record the record it is about
 * @param created the records that it should have made
 * @param transactionId the local transaction that it belongs to
 * @param root the failed action that the chain begins with; itself when it is the failed one
 */
record Blocking(
    long sequence,
    RecordKey record,
    List<RecordKey> created,
    @Nullable UUID transactionId,
    UUID root) {

  /** An action that has failed, or is held behind one. */
  static Blocking of(QueuedAction action, UUID root) {
    return new Blocking(
        action.sequence(), action.record(), action.created(), action.transactionId(), root);
  }
}
