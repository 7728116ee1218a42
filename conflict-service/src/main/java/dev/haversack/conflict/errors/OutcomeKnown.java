package dev.haversack.conflict.errors;

import java.util.UUID;

/**
 * Told to whoever waits on this instance, once it is committed: a decision was carried out, or
 * failed.
 *
 * @param resolutionId the decision
 */
public record OutcomeKnown(UUID resolutionId) {}
