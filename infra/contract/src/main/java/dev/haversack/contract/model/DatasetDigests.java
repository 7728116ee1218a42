package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What a device must hold.
 *
 * @param checkpoint the checkpoint that it is so at
 * @param entities per entity, in the order of the profile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetDigests(
    @NotNull @Min(0) Long checkpoint, @NotNull List<@Valid @NotNull HeldDigest> entities) {}
