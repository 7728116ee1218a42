package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of positions.
 *
 * @param id its id
 * @param name its name
 * @param parentId the position above it; none for one that stands above all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Position(
    @NotNull UUID id, @NotNull @Size(min = 1, max = 160) String name, @Nullable UUID parentId) {}
