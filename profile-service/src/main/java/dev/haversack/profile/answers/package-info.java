/** How stored things become answers: entity tags, status codes, pages. */
@NullMarked
package dev.haversack.profile.answers;

import org.jspecify.annotations.NullMarked;
