/** The slicer: keeps slices up with the records and the configuration, checkpoint by checkpoint. */
@NullMarked
package dev.haversack.dataset.slicer;

import org.jspecify.annotations.NullMarked;
