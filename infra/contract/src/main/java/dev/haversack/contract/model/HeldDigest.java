package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a device must hold of an entity.
 *
 * @param entity the entity
 * @param records how many records
 * @param digest their digest, as in {@code EntityDigest}
 * @param changed whether that is not what the token stands for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldDigest(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull @Min(0) Long records,
    @NotNull @Pattern(regexp = "^[0-9a-f]{16}$") String digest,
    boolean changed) {}
