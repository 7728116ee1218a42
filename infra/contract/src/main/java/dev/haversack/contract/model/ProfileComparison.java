package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * What changed in a profile from one state to another.
 *
 * @param profileId the profile
 * @param from the state before
 * @param to the state after
 * @param changes what changed, in words; empty when both are the same
 * @param patch the RFC 6902 patch that makes the one of the other, over the document of {@code
 *     name}, {@code description} and {@code items}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileComparison(
    @NotNull UUID profileId,
    @NotNull @Valid ComparedState from,
    @NotNull @Valid ComparedState to,
    @NotNull List<@Valid @NotNull ProfileChange> changes,
    @NotNull List<@Valid @NotNull PatchOperation> patch) {}
