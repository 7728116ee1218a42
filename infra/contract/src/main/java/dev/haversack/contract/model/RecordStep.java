package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One update, or the deletion, of a record.
 *
 * @param version the version that it made; a deletion takes one, too
 * @param previousVersion the version that it replaced
 * @param operation update or delete
 * @param before of an update the former values of what it changed, null where there was none; of a
 *     deletion all values
 * @param changedBy the user who did it; the nil UUID where the metadata did, when attributes left
 *     it
 * @param changedAt when
 * @param actionId the offline action that did it; absent for a direct call
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordStep(
    @NotNull Long version,
    @NotNull Long previousVersion,
    @NotNull Operation operation,
    @NotNull ObjectNode before,
    @NotNull UUID changedBy,
    @NotNull Instant changedAt,
    @Nullable UUID actionId) {}
