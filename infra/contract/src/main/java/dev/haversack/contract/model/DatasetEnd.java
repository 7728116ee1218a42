package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The last line; without it the stream is incomplete.
 *
 * @param type {@code end}
 * @param token for the next delta; opaque
 * @param checkpoint the checkpoint that the dataset is now at
 * @param entities what was sent, per entity
 */
public record DatasetEnd(
    @NotNull String type,
    @NotNull @Size(min = 1, max = 2000) String token,
    @NotNull @Min(0) Long checkpoint,
    @NotNull List<@Valid @NotNull EntityDigest> entities)
    implements DatasetLine {}
