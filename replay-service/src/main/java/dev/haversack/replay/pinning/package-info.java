/** Telling dataset-service which records unsettled actions are about. */
@NullMarked
package dev.haversack.replay.pinning;

import org.jspecify.annotations.NullMarked;
