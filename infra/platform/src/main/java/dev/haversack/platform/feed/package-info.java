/** Following profile-service's configuration feed. */
@NullMarked
package dev.haversack.platform.feed;

import org.jspecify.annotations.NullMarked;
