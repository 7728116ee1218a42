package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/**
 * A published profile that the caller has.
 *
 * @param profileId the profile
 * @param name its name
 * @param version its latest version
 * @param publishedAt when that was published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignedProfile(
    @NotNull UUID profileId,
    @NotNull @Size(min = 1, max = 255) String name,
    @NotNull @Min(1) @Max(2147483647) Integer version,
    @NotNull Instant publishedAt) {}
