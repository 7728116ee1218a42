/** Bulk import: streamed to a file, then checked and written in one transaction. */
@NullMarked
package dev.haversack.dataset.importing;

import org.jspecify.annotations.NullMarked;
