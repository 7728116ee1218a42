package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * How far the configuration feeds of all organizations go.
 *
 * @param organizations one entry per organization
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationRevisions(
    @NotNull List<@Valid @NotNull OrganizationRevision> organizations) {}
