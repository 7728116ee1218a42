/** How configured things are kept: keys, versions, JSON columns. */
@NullMarked
package dev.haversack.profile.storage;

import org.jspecify.annotations.NullMarked;
