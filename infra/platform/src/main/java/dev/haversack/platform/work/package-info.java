/** Background work: loops that can be woken and stopped. */
@NullMarked
package dev.haversack.platform.work;

import org.jspecify.annotations.NullMarked;
