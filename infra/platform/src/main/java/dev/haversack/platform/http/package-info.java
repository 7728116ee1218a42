/** Small helpers for conditional requests, waiting and paging. */
@NullMarked
package dev.haversack.platform.http;

import org.jspecify.annotations.NullMarked;
