package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A record that the dataset does not hold any more. A device that never had it ignores the line.
 *
 * @param type {@code remove}
 * @param entity the entity
 * @param id the record
 * @param reason why
 */
public record DatasetRemove(
    @NotNull String type,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID id,
    @NotNull RemovalReason reason)
    implements DatasetLine {}
