package dev.haversack.conflict.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.Operation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sync error as it stands, with its latest attempt.
 *
 * @param id the failed action's id
 * @param version rises with every change; the ETag
 * @param status where it stands
 * @param userId whose action it is
 * @param assignment who was asked to settle it; null when nobody was
 * @param deviceId where the action came from
 * @param entity the record's entity
 * @param recordId the record
 * @param failedAt when the latest attempt failed
 * @param operation what the action was to do
 * @param command which command; of the operation {@code command} only
 * @param mine what it carried, if anything
 * @param baseVersion the version that it built on, if it named one
 * @param transactionId the local transaction that the action belongs to, if it does
 * @param failure why it failed
 */
public record StoredError(
    UUID id,
    long version,
    ErrorStatus status,
    UUID userId,
    @Nullable Assignment assignment,
    UUID deviceId,
    String entity,
    UUID recordId,
    Instant failedAt,
    Operation operation,
    @Nullable CommandName command,
    @Nullable ObjectNode mine,
    @Nullable Long baseVersion,
    @Nullable UUID transactionId,
    ApplyFailure failure) {

  /**
   * That somebody was asked to settle it.
   *
   * @param userId who
   * @param withValues whether he sees values
   */
  public record Assignment(UUID userId, boolean withValues) {

    boolean showsValuesTo(UUID viewer) {
      return withValues && userId.equals(viewer);
    }
  }

  /** Who was asked to settle it; null when nobody was. */
  public @Nullable UUID assignedTo() {
    return assignment == null ? null : assignment.userId();
  }
}
