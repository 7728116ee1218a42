/** Making ids. */
@NullMarked
package dev.haversack.platform.ids;

import org.jspecify.annotations.NullMarked;
