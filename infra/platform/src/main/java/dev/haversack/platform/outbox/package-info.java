/** Messages between services that must not be lost: stored with the effect, sent until received. */
@NullMarked
package dev.haversack.platform.outbox;

import org.jspecify.annotations.NullMarked;
