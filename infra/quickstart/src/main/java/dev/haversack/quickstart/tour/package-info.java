/** Walks through the main job against a running suite, as devices do, and checks what it shows. */
@NullMarked
package dev.haversack.quickstart.tour;

import org.jspecify.annotations.NullMarked;
