package dev.haversack.dataset.sync;

import java.time.Instant;
import java.util.UUID;

/**
 * What a device gets with a dataset, and brings to its next delta.
 *
 * @param organizationId the organization
 * @param userId the user
 * @param checkpoint the checkpoint that the dataset was at
 * @param scopeHash the remembered scope, in hexadecimal digits
 * @param issuedAt when it was given
 * @param expiresAt when it ends at the latest; what is kept for it may be gone afterwards, even if
 *     the organization allows a greater age by then
 */
record DatasetToken(
    UUID organizationId,
    UUID userId,
    long checkpoint,
    String scopeHash,
    Instant issuedAt,
    Instant expiresAt) {}
