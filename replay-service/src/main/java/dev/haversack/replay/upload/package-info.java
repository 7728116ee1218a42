/** Taking batches in, and telling what became of them. */
@NullMarked
package dev.haversack.replay.upload;

import org.jspecify.annotations.NullMarked;
