package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A record with unsettled actions.
 *
 * @param entity its entity
 * @param recordId the record
 */
public record PinnedRecord(
    @NotNull @Size(min = 1, max = 100) String entity, @NotNull UUID recordId) {}
