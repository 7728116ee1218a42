/** Who else may use a record than whom ownership and roles let: section 7.4 of the facts. */
@NullMarked
package dev.haversack.dataset.sharing;

import org.jspecify.annotations.NullMarked;
