/** Telling others about errors: signed messages, in order, tried again until they are received. */
@NullMarked
package dev.haversack.conflict.webhooks;

import org.jspecify.annotations.NullMarked;
