package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * What publishing would change of one entity.
 *
 * @param entity the entity
 * @param now what there is now
 * @param after what there would be
 * @param enter how many records would enter
 * @param leave how many records would leave
 * @param entering some of those that would enter, in the order of their ids
 * @param leaving some of those that would leave, in the order of their ids
 */
public record EntityPreview(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull @Valid DatasetSize now,
    @NotNull @Valid DatasetSize after,
    @NotNull @Min(0) Long enter,
    @NotNull @Min(0) Long leave,
    @NotNull @Size(max = 1000) List<@NotNull UUID> entering,
    @NotNull @Size(max = 1000) List<@NotNull UUID> leaving) {}
