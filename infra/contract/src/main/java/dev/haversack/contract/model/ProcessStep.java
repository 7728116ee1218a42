package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A step of a stage: an attribute of the record to fill in.
 *
 * @param attribute the attribute
 * @param required whether the stage cannot be left for the next one before it has a value
 */
public record ProcessStep(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String attribute, boolean required) {}
