package dev.haversack.contract.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A record that the dataset holds: new, or with new values. Its attributes replace all that the
 * device has of it.
 *
 * @param type {@code put}
 * @param entity the entity
 * @param id the record
 * @param version its version; the base version of actions on it
 * @param attributes the attributes that the profile takes, and those that always come along
 */
public record DatasetPut(
    @NotNull String type,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID id,
    @NotNull @Min(0) Long version,
    @NotNull ObjectNode attributes)
    implements DatasetLine {}
