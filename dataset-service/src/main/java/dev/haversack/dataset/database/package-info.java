/** How this service talks to its database: few transactions, and few waits for its answers. */
@NullMarked
package dev.haversack.dataset.database;

import org.jspecify.annotations.NullMarked;
