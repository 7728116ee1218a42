package dev.haversack.profile.entities;

import java.util.UUID;

/**
 * The primary key of an entity's metadata.
 *
 * @param orgId the organization
 * @param logicalName the entity's name
 */
record EntityKey(UUID orgId, String logicalName) {}
