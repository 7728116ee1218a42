/** Tests across the four packaged services, named after what they survive. */
@NullMarked
package dev.haversack.acceptance;

import org.jspecify.annotations.NullMarked;
