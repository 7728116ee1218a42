package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * The tenant: its name and its settings.
 *
 * @param id the organization's id
 * @param name its name
 * @param settings its settings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Organization(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 160) String name,
    @NotNull @Valid OrganizationSettings settings) {}
