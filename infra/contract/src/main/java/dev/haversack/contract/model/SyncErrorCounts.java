package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import java.util.Map;

/**
 * Numbers of sync errors.
 *
 * @param total all of them
 * @param byState by the name of the state; states without any are left out
 * @param byType by the name of the type; types without any are left out
 * @param byEntity by entity
 */
public record SyncErrorCounts(
    @NotNull Long total,
    @NotNull Map<String, Long> byState,
    @NotNull Map<String, Long> byType,
    @NotNull Map<String, Long> byEntity) {}
