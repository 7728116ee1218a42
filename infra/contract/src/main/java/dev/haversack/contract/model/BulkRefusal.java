package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * An error that a decision about many left out.
 *
 * @param id the error
 * @param code the stable code of why
 * @param detail why, in words
 */
public record BulkRefusal(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 100) String code,
    @NotNull @Size(min = 1, max = 1000) String detail) {}
