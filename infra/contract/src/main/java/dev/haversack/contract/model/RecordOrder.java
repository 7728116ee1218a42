package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * One attribute to order by.
 *
 * @param attribute the attribute
 * @param descending whether the greatest comes first
 */
public record RecordOrder(
    @NotNull @Size(min = 1, max = 100) String attribute, boolean descending) {}
