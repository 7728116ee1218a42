/** Plain JDBC with less ceremony. */
@NullMarked
package dev.haversack.replay.jdbc;

import org.jspecify.annotations.NullMarked;
