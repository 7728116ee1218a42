/** Mirrors the directory into read-only records, so that profiles can take them like any others. */
@NullMarked
package dev.haversack.dataset.directory;

import org.jspecify.annotations.NullMarked;
