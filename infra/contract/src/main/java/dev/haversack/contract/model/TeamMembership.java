package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A team that the caller is a member of.
 *
 * @param teamId the team
 * @param name its name
 * @param kind what it is for
 * @param businessUnitId the business unit it is in; the depths of its roles count from there
 * @param roleIds its roles
 * @param isDefault whether it is the default team of its business unit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TeamMembership(
    @NotNull UUID teamId,
    @NotNull @Size(min = 1, max = 160) String name,
    @NotNull TeamKind kind,
    @NotNull UUID businessUnitId,
    @NotNull @Size(max = 100) List<@NotNull UUID> roleIds,
    boolean isDefault) {}
