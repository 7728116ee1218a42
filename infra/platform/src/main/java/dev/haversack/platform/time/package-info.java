/** The clock. */
@NullMarked
package dev.haversack.platform.time;

import org.jspecify.annotations.NullMarked;
