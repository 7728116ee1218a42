package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * How far an organization's configuration feed goes.
 *
 * @param organizationId the organization
 * @param revision its present revision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationRevision(@NotNull UUID organizationId, @NotNull Long revision) {}
