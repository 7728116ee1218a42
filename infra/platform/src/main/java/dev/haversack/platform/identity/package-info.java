/** Who calls: the organization, the user and the roles that the token names. */
@NullMarked
package dev.haversack.platform.identity;

import org.jspecify.annotations.NullMarked;
