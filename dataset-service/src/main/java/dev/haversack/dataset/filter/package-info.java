/** Filters with FetchXML semantics: as SQL and in memory; sections 8.2 and 8.3 of the facts. */
@NullMarked
package dev.haversack.dataset.filter;

import org.jspecify.annotations.NullMarked;
