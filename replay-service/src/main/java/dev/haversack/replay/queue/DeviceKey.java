package dev.haversack.replay.queue;

import java.util.UUID;

/**
 * A device of an organization.
 *
 * @param organizationId the organization
 * @param deviceId the device
 */
public record DeviceKey(UUID organizationId, UUID deviceId) {}
