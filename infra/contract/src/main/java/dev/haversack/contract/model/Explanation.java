package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is in a user's dataset, or why it is not.
 *
 * @param userId the user
 * @param entity the entity of the record
 * @param id the record
 * @param inDataset whether a snapshot at this checkpoint holds it
 * @param checkpoint the checkpoint that it is so at
 * @param since the checkpoint since which the record is where the dataset takes it from; null where
 *     it is in none
 * @param access why the user may read it
 * @param shares the shares by which he may read it, sorted by principal
 * @param ways what takes the record; the right to read it is needed as well
 * @param obstacles what keeps it out, as a whole or of single items
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
    @NotNull UUID userId,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID id,
    boolean inDataset,
    @NotNull @Min(0) Long checkpoint,
    @Min(0) @Nullable Long since,
    @NotNull ReadAccess access,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ReachingShare> shares,
    @NotNull @Size(max = 500) List<@Valid @NotNull DatasetWay> ways,
    @NotNull @Size(max = 1000) List<@Valid @NotNull Obstacle> obstacles) {}
