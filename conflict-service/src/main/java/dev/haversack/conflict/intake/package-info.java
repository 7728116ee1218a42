/** What replay-service reports: failed attempts and settled resolutions. */
@NullMarked
package dev.haversack.conflict.intake;

import org.jspecify.annotations.NullMarked;
