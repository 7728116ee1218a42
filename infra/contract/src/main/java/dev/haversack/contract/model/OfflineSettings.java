package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how an entity may go offline.
 *
 * @param enabled whether it may be part of profiles
 * @param organizationFilter what of it may go offline for anybody; without one nothing does.
 *     Conditions on the caller are not allowed
 * @param conflictDetection how replay detects conflicts on its records; the organization's setting
 *     when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfflineSettings(
    boolean enabled,
    @Valid @Nullable Filter organizationFilter,
    @Nullable ConflictDetection conflictDetection) {}
