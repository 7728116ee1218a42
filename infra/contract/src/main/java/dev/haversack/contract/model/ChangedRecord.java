package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A record that an action made or changed besides its own.
 *
 * @param entity its entity
 * @param recordId the record
 * @param version its version after it
 */
public record ChangedRecord(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull @Min(0) Long version) {}
