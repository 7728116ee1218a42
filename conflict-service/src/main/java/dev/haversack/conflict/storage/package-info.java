/** Plain JDBC in few words. */
@NullMarked
package dev.haversack.conflict.storage;

import org.jspecify.annotations.NullMarked;
