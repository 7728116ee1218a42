/** System views: how records are listed, and which entities a device needs for that. */
@NullMarked
package dev.haversack.profile.views;

import org.jspecify.annotations.NullMarked;
