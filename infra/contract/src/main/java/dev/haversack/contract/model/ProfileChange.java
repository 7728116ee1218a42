package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One change of a profile, in words.
 *
 * @param kind what changed
 * @param entity the entity of the item that changed; left out for the profile itself
 * @param text a sentence for people; its words may change, {@code kind} and {@code entity} do not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileChange(
    @NotNull ProfileChangeKind kind,
    @Size(max = 100) @Nullable String entity,
    @NotNull String text) {}
