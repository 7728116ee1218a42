package dev.haversack.contract.model;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How much of a dataset there is.
 *
 * @param records how many records
 * @param bytes how many bytes a snapshot sends for them, not compressed
 */
public record DatasetSize(@NotNull @Min(0) Long records, @Min(0) long bytes) {}
