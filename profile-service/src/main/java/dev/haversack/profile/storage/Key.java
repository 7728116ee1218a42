package dev.haversack.profile.storage;

import java.util.UUID;

/**
 * The primary key of what has a UUID: the organization leads it.
 *
 * @param orgId the organization
 * @param id the id, unique inside the organization
 */
public record Key(UUID orgId, UUID id) {}
