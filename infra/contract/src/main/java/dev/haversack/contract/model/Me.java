package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What the directory knows of the caller.
 *
 * @param user his user
 * @param businessUnit the business unit he is in
 * @param teams the teams he is a member of
 * @param roles his own roles and those of his teams
 * @param profiles the published profiles he has, directly or through teams
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Me(
    @NotNull @Valid User user,
    @NotNull @Valid BusinessUnit businessUnit,
    @NotNull List<@Valid @NotNull TeamMembership> teams,
    @NotNull List<@Valid @NotNull Role> roles,
    @NotNull List<@Valid @NotNull AssignedProfile> profiles) {}
