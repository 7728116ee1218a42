/** What differs between two states of a profile, in words and as a patch. */
@NullMarked
package dev.haversack.profile.comparing;

import org.jspecify.annotations.NullMarked;
