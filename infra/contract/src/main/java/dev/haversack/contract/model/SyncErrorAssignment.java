package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask to settle a sync error.
 *
 * @param userId the user; nobody any more when left out
 * @param text what to tell him; kept among the comments
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorAssignment(
    @Nullable UUID userId, @Size(min = 1, max = 4000) @Nullable String text) {}
