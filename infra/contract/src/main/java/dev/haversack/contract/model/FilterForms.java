package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * A filter in both of its forms.
 *
 * @param entity the entity that it filters
 * @param filter the tree
 * @param fetchXml the canonical text
 * @param findings what is allowed but hardly meant, and, of a stored filter, what today's metadata
 *     has against it; places are those in the tree, below {@code filter}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilterForms(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Valid Filter filter,
    @NotNull String fetchXml,
    @NotNull List<@Valid @NotNull Finding> findings) {}
