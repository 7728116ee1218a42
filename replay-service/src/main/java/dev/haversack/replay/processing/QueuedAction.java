package dev.haversack.replay.processing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action whose turn it is.
 *
 * @param actionId its id
 * @param sequence its number in the device's sequence
 * @param record the record it is about
 * @param operation what it does
 * @param command which command; of the operation {@code command} only
 * @param transactionId the local transaction that it belongs to
 * @param attributes what it carries
 * @param baseVersion the version it builds on, or the one that a resolver saw
 * @param baseValues what the changed attributes were there
 * @param madeAt when it was made by the device's clock
 * @param attempt which attempt this is
 * @param overwrite whether a resolver saw {@code baseVersion} and wants it overwritten
 * @param resolutionId the resolution that sent it on
 * @param merges where attributes come from, as that resolution decided, if it was a merge
 * @param appliedAs with whose rights it is applied; null for those of the device's user
 * @param restorable whether it is known what it was before that was decided
 */
record QueuedAction(
    UUID actionId,
    long sequence,
    RecordKey record,
    Operation operation,
    @Nullable CommandName command,
    @Nullable UUID transactionId,
    @Nullable ObjectNode attributes,
    @Nullable Long baseVersion,
    @Nullable ObjectNode baseValues,
    @Nullable Instant madeAt,
    int attempt,
    boolean overwrite,
    @Nullable UUID resolutionId,
    @Nullable List<AttributeMerge> merges,
    @Nullable UUID appliedAs,
    boolean restorable) {

  /** The records that it makes: its own, or those that a command makes. */
  List<RecordKey> created() {
    if (operation == Operation.CREATE || operation == Operation.ASSOCIATE) {
      return List.of(record);
    }
    return command == null
        ? List.of()
        : command.outputsOf(attributes).stream()
            .map(made -> new RecordKey(made.entity(), made.recordId()))
            .toList();
  }
}
