package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The first line: what is to come.
 *
 * @param type {@code start}
 * @param kind {@code snapshot} or {@code delta}
 * @param checkpoint the checkpoint that the stream leads to
 * @param entities per entity, in the order of the stream: how many lines are to come at most
 */
public record DatasetStart(
    @NotNull String type,
    @NotNull String kind,
    @NotNull @Min(0) Long checkpoint,
    @NotNull List<@Valid @NotNull EntityTotal> entities)
    implements DatasetLine {}
