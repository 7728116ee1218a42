package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How many records of an entity a stream is about.
 *
 * @param entity the entity
 * @param records the number of put and remove lines, an upper bound; for showing progress
 * @param syncIntervalMinutes how often the device should ask for changes: the shortest interval of
 *     the entity and of those that its records depend on; absent for an entity that the profile
 *     does not take any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityTotal(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull @Min(0) Long records,
    @Nullable @Min(5) @Max(1440) Integer syncIntervalMinutes) {}
