package dev.haversack.contract.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A draft, who has the profile, and how many records a user may have.
 *
 * @param profileId the profile
 * @param revision the revision of the configuration that the draft was found good with
 * @param items the items of the draft
 * @param assignments who has the profile
 * @param mostRecords how many records one user may have
 */
public record ProfileSizeRequest(
    @NotNull UUID profileId,
    @NotNull @Min(1) Long revision,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ProfileItem> items,
    @NotNull @Valid ProfileAssignments assignments,
    @NotNull @Min(1) Long mostRecords) {}
