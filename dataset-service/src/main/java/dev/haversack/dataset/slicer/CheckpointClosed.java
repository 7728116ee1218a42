package dev.haversack.dataset.slicer;

import java.util.UUID;

/**
 * Fired when this instance's slicer has closed a checkpoint and committed it. Other instances hear
 * nothing of it.
 *
 * @param organizationId the organization that has gone on
 */
public record CheckpointClosed(UUID organizationId) {}
