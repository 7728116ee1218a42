package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An operation of an RFC 6902 patch.
 *
 * @param op what to do
 * @param path the place, as an RFC 6901 pointer
 * @param value the new value; left out with {@code remove}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PatchOperation(
    @NotNull PatchVerb op, @NotNull String path, @Nullable JsonNode value) {}
