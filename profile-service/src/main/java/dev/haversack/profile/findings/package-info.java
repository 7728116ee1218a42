/** The findings of all validations, in one table. */
@NullMarked
package dev.haversack.profile.findings;

import org.jspecify.annotations.NullMarked;
