package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * How many records of an entity a stream is about.
 *
 * @param entity the entity
 * @param records the number of put and remove lines, an upper bound; for showing progress
 */
public record EntityTotal(
    @NotNull @Size(min = 1, max = 100) String entity, @NotNull @Min(0) Long records) {}
