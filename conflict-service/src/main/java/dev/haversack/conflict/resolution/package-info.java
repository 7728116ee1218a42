/** Decisions about sync errors, and their way back to replay-service. */
@NullMarked
package dev.haversack.conflict.resolution;

import org.jspecify.annotations.NullMarked;
