/** The organization and its settings. */
@NullMarked
package dev.haversack.profile.organization;

import org.jspecify.annotations.NullMarked;
