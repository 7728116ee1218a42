/** Orders of conflict-service about failed actions. */
@NullMarked
package dev.haversack.replay.resolution;

import org.jspecify.annotations.NullMarked;
