/** What uploads, processing and resolutions share: devices, their work and who waits for it. */
@NullMarked
package dev.haversack.replay.queue;

import org.jspecify.annotations.NullMarked;
