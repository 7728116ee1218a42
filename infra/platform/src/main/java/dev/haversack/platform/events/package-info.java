/** Server-sent events: streams that tell a client what is new, and let it go on where it was. */
@NullMarked
package dev.haversack.platform.events;

import org.jspecify.annotations.NullMarked;
