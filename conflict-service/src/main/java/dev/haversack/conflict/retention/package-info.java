/** Removing what was settled long ago. */
@NullMarked
package dev.haversack.conflict.retention;

import org.jspecify.annotations.NullMarked;
