package dev.haversack.contract.model;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * A share that lets a user read a record.
 *
 * @param principalId the user, the team, or the organization that it is shared with
 * @param principalType what it is
 * @param inherited whether it comes only from records above it, along lookups that cascade shares
 */
public record ReachingShare(
    @NotNull UUID principalId, @NotNull PrincipalType principalType, boolean inherited) {}
