package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that failed.
 *
 * @param attempt how often the action had been tried
 * @param failedAt when it failed
 * @param type the kind of failure
 * @param code the stable code of the rule that was broken
 * @param message what was wrong, in words
 * @param operation what the action was to do
 * @param attributes what it carried (mine)
 * @param resolutions the decisions about it, oldest first; more than one only where replay-service
 *     refused the earlier ones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorAttempt(
    @NotNull @Min(1) @Max(1000000) Integer attempt,
    @NotNull Instant failedAt,
    @NotNull SyncErrorType type,
    @NotNull @Size(min = 1, max = 100) String code,
    @NotNull @Size(min = 1, max = 1000) String message,
    @NotNull Operation operation,
    @Nullable ObjectNode attributes,
    @NotNull List<@Valid @NotNull SyncErrorResolution> resolutions) {}
