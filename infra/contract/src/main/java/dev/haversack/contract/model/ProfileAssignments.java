package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * Who has a profile.
 *
 * @param userIds users that have it directly
 * @param teamIds teams whose members have it, as long as they are members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileAssignments(
    @NotNull @Size(max = 100000) List<@NotNull UUID> userIds,
    @NotNull @Size(max = 10000) List<@NotNull UUID> teamIds) {}
