/**
 * The configuration feed: one entry per configured thing, with the revision that made it so.
 *
 * <p>Invariants: every change of an organization takes exactly one revision per entry it writes,
 * under the lock of that organization's row, in the transaction of the change itself. So revisions
 * are gap-free and in commit order, and the present revision is that of the newest entry.
 */
@NullMarked
package dev.haversack.profile.feed;

import org.jspecify.annotations.NullMarked;
