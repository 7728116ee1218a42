package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A batch that is stored, and what became of its actions so far.
 *
 * @param batchId the batch
 * @param deviceId the device
 * @param state whether anything of it is still to come
 * @param counts how many of its actions are in which state
 * @param actions its actions, in their order
 */
public record BatchReceipt(
    @NotNull UUID batchId,
    @NotNull UUID deviceId,
    @NotNull BatchState state,
    @NotNull @Valid ActionCounts counts,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ActionOutcome> actions) {}
