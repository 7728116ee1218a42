/** What was overwritten in records, for people: reading it, and bringing it back. */
@NullMarked
package dev.haversack.dataset.history;

import org.jspecify.annotations.NullMarked;
