package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * A dataset that would be too large.
 *
 * @param userId whose it would be
 * @param records how many records it would hold, of all his profiles
 * @param now how many it holds now
 */
public record LargeDataset(
    @NotNull UUID userId, @NotNull @Min(0) Long records, @NotNull @Min(0) Long now) {}
