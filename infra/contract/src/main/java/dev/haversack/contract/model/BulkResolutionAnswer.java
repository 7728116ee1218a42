package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * What came of a decision about many.
 *
 * @param decided the errors about which it was decided
 * @param refused those that cannot be settled that way, or that somebody else settled meanwhile
 * @param more whether there are more for which the conditions hold than were looked at
 */
public record BulkResolutionAnswer(
    @NotNull List<@NotNull UUID> decided,
    @NotNull List<@Valid @NotNull BulkRefusal> refused,
    boolean more) {}
