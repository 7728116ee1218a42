/** Working on errors together: comments, and asking somebody to settle one. */
@NullMarked
package dev.haversack.conflict.handover;

import org.jspecify.annotations.NullMarked;
