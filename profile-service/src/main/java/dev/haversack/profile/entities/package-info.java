/** Entity metadata: the built-in entities, custom ones, and what of them may go offline. */
@NullMarked
package dev.haversack.profile.entities;

import org.jspecify.annotations.NullMarked;
