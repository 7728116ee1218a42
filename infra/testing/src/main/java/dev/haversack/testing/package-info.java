/** What the tests of all services share. */
@NullMarked
package dev.haversack.testing;

import org.jspecify.annotations.NullMarked;
