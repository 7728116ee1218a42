/** Telling conflict-service what failed and what was settled. */
@NullMarked
package dev.haversack.replay.reporting;

import org.jspecify.annotations.NullMarked;
