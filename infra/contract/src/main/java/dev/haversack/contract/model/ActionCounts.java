package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of actions by state.
 *
 * @param queued to be replayed in their turn
 * @param held waiting behind a failed action
 * @param applied done as sent
 * @param merged done beside other changes
 * @param failed waiting for a resolution
 * @param discarded given up
 */
public record ActionCounts(
    @NotNull @Min(0) Long queued,
    @NotNull @Min(0) Long held,
    @NotNull @Min(0) Long applied,
    @NotNull @Min(0) Long merged,
    @NotNull @Min(0) Long failed,
    @NotNull @Min(0) Long discarded) {}
