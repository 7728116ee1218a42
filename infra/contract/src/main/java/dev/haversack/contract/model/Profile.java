package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The draft of a profile.
 *
 * @param id the profile's id
 * @param name its name; unique in the organization
 * @param description what it is for
 * @param items what it takes, one item per entity
 * @param publishedVersion its latest published version; left out before the first. Kept by the
 *     server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 255) String name,
    @Size(max = 2000) @Nullable String description,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ProfileItem> items,
    @Min(1) @Max(2147483647) @Nullable Integer publishedVersion) {}
