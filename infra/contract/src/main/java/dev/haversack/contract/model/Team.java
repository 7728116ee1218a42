package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A team.
 *
 * @param id its id
 * @param name its name
 * @param kind what it is for
 * @param businessUnitId the business unit it is in
 * @param memberIds its members
 * @param roleIds its roles; an access team has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Team(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 160) String name,
    @NotNull TeamKind kind,
    @NotNull UUID businessUnitId,
    @NotNull @Size(max = 10000) List<@NotNull UUID> memberIds,
    @NotNull @Size(max = 100) List<@NotNull UUID> roleIds) {}
