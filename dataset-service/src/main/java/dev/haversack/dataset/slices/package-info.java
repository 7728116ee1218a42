/** Slices: what profiles need of the records, split into what all callers share and the rest. */
@NullMarked
package dev.haversack.dataset.slices;

import org.jspecify.annotations.NullMarked;
