package dev.haversack.conflict.events;

import java.util.UUID;

/**
 * Something happened to errors of an organization; fired within the transaction.
 *
 * @param organizationId the organization
 */
public record EventsAdded(UUID organizationId) {}
