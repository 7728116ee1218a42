package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A relationship that leads from records of an item to related ones.
 *
 * @param relationship the schema name of the many-to-one relationship, as the target of a lookup
 *     gives it
 * @param direction which way
 */
public record Association(
    @NotNull @Size(min = 1, max = 200) String relationship,
    @NotNull AssociationDirection direction) {}
