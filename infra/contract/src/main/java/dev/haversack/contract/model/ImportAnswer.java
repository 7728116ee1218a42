package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;

/**
 * What an import did.
 *
 * @param lines how many lines with a record there were
 * @param created how many records were made
 * @param updated how many records were changed
 */
public record ImportAnswer(@NotNull Long lines, @NotNull Long created, @NotNull Long updated) {}
