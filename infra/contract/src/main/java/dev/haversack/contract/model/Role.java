package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A set of privileges with depths.
 *
 * @param id its id
 * @param name its name
 * @param inheritance what a member of a team that holds it may do in person
 * @param privileges what it allows, by entity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Role(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 160) String name,
    @NotNull PrivilegeInheritance inheritance,
    @NotNull @Size(max = 1000) List<@Valid @NotNull Privilege> privileges) {}
