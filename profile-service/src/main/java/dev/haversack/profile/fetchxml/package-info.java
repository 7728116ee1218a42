/** Filters in both of their forms: tree and FetchXML. */
@NullMarked
package dev.haversack.profile.fetchxml;

import org.jspecify.annotations.NullMarked;
