package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * A record that somebody follows.
 *
 * @param entity its entity
 * @param recordId the record
 * @param followedAt since when
 */
public record Follow(
    @NotNull @Size(min = 1, max = 100) String entity,
    @NotNull UUID recordId,
    @NotNull Instant followedAt) {}
