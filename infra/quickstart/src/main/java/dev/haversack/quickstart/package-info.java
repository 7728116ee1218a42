/**
 * The suite on one machine, without containers: for trying it out and for tests across the
 * services.
 */
@NullMarked
package dev.haversack.quickstart;

import org.jspecify.annotations.NullMarked;
