package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a tree.
 *
 * @param entity the entity that it filters
 * @param filter the tree
 * @param purpose what the filter is for; an item when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilterTree(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Valid Filter filter,
    @Nullable FilterPurpose purpose) {}
