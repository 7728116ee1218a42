package dev.haversack.profile.profiles;

import java.util.UUID;

/**
 * The primary key of a published version.
 *
 * @param orgId the organization
 * @param profileId the profile
 * @param version the version
 */
record VersionKey(UUID orgId, UUID profileId, int version) {}
