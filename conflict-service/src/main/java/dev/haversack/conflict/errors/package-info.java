/** Sync errors: where they stand, what they show, how they can be settled. */
@NullMarked
package dev.haversack.conflict.errors;

import org.jspecify.annotations.NullMarked;
