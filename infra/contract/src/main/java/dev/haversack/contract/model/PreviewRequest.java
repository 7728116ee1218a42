package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft, and for whom to look at it.
 *
 * @param profileId the profile; its published version is what is compared with
 * @param items the items of the draft
 * @param userIds the users
 * @param listed how many ids of records that enter or leave to list at most, per user and entity;
 *     20 when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewRequest(
    @NotNull UUID profileId,
    @NotNull @Size(max = 1000) List<@Valid @NotNull ProfileItem> items,
    @NotNull @Size(min = 1, max = 20) Set<@NotNull UUID> userIds,
    @Min(0) @Max(1000) @Nullable Integer listed) {}
