/** Validation of filters against an entity's attributes; free of any framework. */
@NullMarked
package dev.haversack.profile.filters;

import org.jspecify.annotations.NullMarked;
