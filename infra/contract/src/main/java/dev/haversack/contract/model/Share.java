package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whom a record is shared with, and how.
 *
 * @param principalId the user, the team or the organization
 * @param principalType what it is
 * @param rights the rights, inherited ones included
 * @param inherited those of them that come from records above it; section 7.4 of the facts
 * @param sharedBy the user who shared it so, or a record above it
 * @param sharedAt when he did
 */
public record Share(
    @NotNull UUID principalId,
    @NotNull PrincipalType principalType,
    @NotNull @Size(min = 1, max = 7) List<@NotNull AccessRight> rights,
    @NotNull @Size(max = 7) List<@NotNull AccessRight> inherited,
    @NotNull UUID sharedBy,
    @NotNull Instant sharedAt) {}
