/** What users have offline whatever the filters say: records they follow, or work on. */
@NullMarked
package dev.haversack.dataset.following;

import org.jspecify.annotations.NullMarked;
