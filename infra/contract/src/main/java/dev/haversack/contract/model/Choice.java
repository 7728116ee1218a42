package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A value of a choice, state or status attribute.
 *
 * @param value the number that is stored
 * @param label its name for people
 * @param state of a status: the state it belongs to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choice(
    @NotNull @Min(-1000000000) @Max(1000000000) Integer value,
    @NotNull @Size(min = 1, max = 200) String label,
    @Min(-1000000000) @Max(1000000000) @Nullable Integer state) {}
