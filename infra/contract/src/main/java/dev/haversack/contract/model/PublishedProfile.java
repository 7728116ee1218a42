package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A published, immutable version of a profile.
 *
 * @param profileId the profile
 * @param version the version; the first is 1
 * @param name the profile's name at that time
 * @param description what it was for at that time
 * @param publishedAt when it was published
 * @param publishedBy the user who published it; left out where his token named none
 * @param comment why it was published, as that user said
 * @param republishedFrom the earlier version of which this is a copy; left out when it came from
 *     the draft
 * @param items what it takes, one item per entity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedProfile(
    @NotNull UUID profileId,
    @NotNull @Min(1) @Max(2147483647) Integer version,
    @NotNull @Size(min = 1, max = 255) String name,
    @Size(max = 2000) @Nullable String description,
    @NotNull Instant publishedAt,
    @Nullable UUID publishedBy,
    @Size(max = 2000) @Nullable String comment,
    @Min(1) @Max(2147483647) @Nullable Integer republishedFrom,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ProfileItem> items) {}
