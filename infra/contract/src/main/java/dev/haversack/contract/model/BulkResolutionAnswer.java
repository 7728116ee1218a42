package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a decision about many.
 *
 * @param decided the errors about which it was decided
 * @param refused those that cannot be settled that way, or that somebody else settled meanwhile;
 *     and of the ids that were named, those of which the caller sees no active error for which the
 *     conditions hold
 * @param nextCursor {@code cursor} of a call that goes on; absent where nothing is left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkResolutionAnswer(
    @NotNull List<@NotNull UUID> decided,
    @NotNull List<@Valid @NotNull BulkRefusal> refused,
    @Size(min = 1, max = 1000) @Nullable String nextCursor) {}
