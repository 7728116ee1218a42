/** How all services read and write JSON. */
@NullMarked
package dev.haversack.platform.json;

import org.jspecify.annotations.NullMarked;
