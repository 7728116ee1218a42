package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a resolution, as replay-service reports it.
 *
 * @param errorId the sync error
 * @param resolutionId the resolution that was carried out
 * @param outcome what became of it
 * @param version the record's version afterwards, where it was applied
 * @param settledAt when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettledReport(
    @NotNull UUID errorId,
    @NotNull UUID resolutionId,
    @NotNull SettledOutcome outcome,
    @Nullable Long version,
    @NotNull Instant settledAt) {}
