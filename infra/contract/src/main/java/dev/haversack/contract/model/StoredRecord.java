package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A record as it is stored.
 *
 * @param id its id
 * @param entity its entity
 * @param version changes with every write; its ETag is made of it
 * @param attributes its values; attributes without a value are left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredRecord(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull Long version,
    @NotNull ObjectNode attributes) {}
