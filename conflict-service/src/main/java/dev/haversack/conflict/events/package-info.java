/** What happened to errors, as a log that is read in its order and as server-sent events. */
@NullMarked
package dev.haversack.conflict.events;

import org.jspecify.annotations.NullMarked;
