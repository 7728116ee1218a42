/** Problem documents: the one table of errors, and how exceptions become answers. */
@NullMarked
package dev.haversack.platform.problem;

import org.jspecify.annotations.NullMarked;
