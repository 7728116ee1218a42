/** What a user's roles let him do, and to which records: sections 7.1 to 7.3 of the facts. */
@NullMarked
package dev.haversack.dataset.security;

import org.jspecify.annotations.NullMarked;
