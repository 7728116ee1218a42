package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How far the replay of a device's actions has come.
 *
 * @param lastSequence the highest sequence number that was accepted
 * @param through every action up to this sequence number has been tried, or waits behind another
 * @param counts how many of the device's actions are in which state
 */
public record ReplayProgress(
    @NotNull @Min(0) Long lastSequence,
    @NotNull @Min(0) Long through,
    @NotNull @Valid ActionCounts counts) {}
