/** Applies the offline actions that replay-service sends: exactly once, with conflict detection. */
@NullMarked
package dev.haversack.dataset.replaying;

import org.jspecify.annotations.NullMarked;
