package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison: a version, or the draft.
 *
 * @param version the version; left out for the draft
 * @param publishedAt of a version: when it was published
 * @param publishedBy of a version: who published it
 * @param comment of a version: why it was published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparedState(
    @Min(1) @Max(2147483647) @Nullable Integer version,
    @Nullable Instant publishedAt,
    @Nullable UUID publishedBy,
    @Size(max = 2000) @Nullable String comment) {}
