package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision about many active sync errors: those with one of the ids, or all for which the
 * conditions hold. At least one condition is needed.
 *
 * @param resolution what is decided; not {@code merge}, which needs choices for each
 * @param reason why; kept in the history of each
 * @param cursor goes on after an earlier call under the same conditions: its {@code nextCursor}
 * @param ids these errors
 * @param type errors of this type
 * @param entity errors with records of this entity
 * @param userId errors of this user's actions
 * @param teamId errors of actions of the present members of this team
 * @param recordId errors with this record
 * @param failedAfter errors whose latest attempt failed at this time or later
 * @param failedBefore errors whose latest attempt failed before this time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkResolution(
    @NotNull Resolution resolution,
    @Size(max = 4000) @Nullable String reason,
    @Size(min = 1, max = 1000) @Nullable String cursor,
    @Size(min = 1, max = 1000) @Nullable List<@NotNull UUID> ids,
    @Nullable SyncErrorType type,
    @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") @Nullable String entity,
    @Nullable UUID userId,
    @Nullable UUID teamId,
    @Nullable UUID recordId,
    @Nullable Instant failedAfter,
    @Nullable Instant failedBefore) {}
