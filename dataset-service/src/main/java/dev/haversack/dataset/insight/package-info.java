/** Why a record is in a dataset, and what publishing would change. */
@NullMarked
package dev.haversack.dataset.insight;

import org.jspecify.annotations.NullMarked;
