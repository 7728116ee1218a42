/** Values of attributes. */
@NullMarked
package dev.haversack.platform.values;

import org.jspecify.annotations.NullMarked;
