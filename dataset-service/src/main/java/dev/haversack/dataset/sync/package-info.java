/** Snapshots and deltas: what one user may take from the slices, and how it reaches his device. */
@NullMarked
package dev.haversack.dataset.sync;

import org.jspecify.annotations.NullMarked;
