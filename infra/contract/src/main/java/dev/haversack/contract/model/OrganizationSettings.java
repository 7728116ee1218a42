package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * What holds for the whole organization unless an entity says otherwise.
 *
 * @param conflictDetection how replay detects conflicts
 * @param maximumOfflineAgeDays how many days a dataset token, and what is needed to continue from
 *     it, are kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationSettings(
    @NotNull ConflictDetection conflictDetection,
    @NotNull @Min(1) @Max(365) Integer maximumOfflineAgeDays) {}
