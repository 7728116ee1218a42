/** A client of the suite: the four services for one caller, and a device that works offline. */
@NullMarked
package dev.haversack.quickstart.client;

import org.jspecify.annotations.NullMarked;
