package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a sync error, or whom he asked to settle it.
 *
 * @param id its id
 * @param kind whether it is more than words
 * @param text the words; an assignment may have none
 * @param assignedTo of an assignment: to whom; left out when nobody is asked any more
 * @param writtenBy who wrote it
 * @param writtenAt when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncErrorComment(
    @NotNull UUID id,
    @NotNull CommentKind kind,
    @Size(min = 1, max = 4000) @Nullable String text,
    @Nullable UUID assignedTo,
    @NotNull UUID writtenBy,
    @NotNull Instant writtenAt) {}
