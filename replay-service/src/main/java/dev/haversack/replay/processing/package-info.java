/**
 * Replaying queues: workers, holds, the calls of dataset-service and what follows from its answers.
 */
@NullMarked
package dev.haversack.replay.processing;

import org.jspecify.annotations.NullMarked;
