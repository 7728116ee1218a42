package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of the business-unit tree.
 *
 * @param id its id
 * @param name its name
 * @param parentId the unit above it; only the root has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BusinessUnit(
    @NotNull UUID id, @NotNull @Size(min = 1, max = 160) String name, @Nullable UUID parentId) {}
