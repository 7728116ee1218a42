package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that a view shows, of the record itself or of one that it refers to.
 *
 * @param attribute the attribute
 * @param through the lookup to the record that the attribute is of; null for the record itself
 * @param entity the entity that the lookup refers to; needed where it can refer to several, else
 *     the server fills it in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewColumn(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String attribute,
    @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") @Nullable String through,
    @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") @Nullable String entity) {}
