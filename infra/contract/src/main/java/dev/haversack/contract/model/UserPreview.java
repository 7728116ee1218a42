package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * What publishing would change for one user.
 *
 * @param userId the user
 * @param now what he has now
 * @param after what he would have
 * @param overLimit whether that is more records than the organization allows ({@link
 *     ProfileLimits}); such a profile should not be published
 * @param entities per entity of his profiles, now or after
 */
public record UserPreview(
    @NotNull UUID userId,
    @NotNull @Valid DatasetSize now,
    @NotNull @Valid DatasetSize after,
    @NotNull Boolean overLimit,
    @NotNull List<@Valid @NotNull EntityPreview> entities) {}
