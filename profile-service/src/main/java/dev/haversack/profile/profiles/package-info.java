/** Profiles: drafts, validation, immutable versions, and who has them. */
@NullMarked
package dev.haversack.profile.profiles;

import org.jspecify.annotations.NullMarked;
