package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record on the way to a related one.
 *
 * @param entity its entity
 * @param id its id
 * @param lookup the lookup that leads on to the next record, of this one or of the next; null at
 *     the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathStep(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID id,
    @Size(min = 1, max = 100) @Nullable String lookup) {}
