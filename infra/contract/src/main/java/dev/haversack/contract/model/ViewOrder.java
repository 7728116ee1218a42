package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * An attribute that a view sorts by.
 *
 * @param attribute the attribute, of the record itself
 * @param descending whether the greatest come first
 */
public record ViewOrder(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String attribute, boolean descending) {}
