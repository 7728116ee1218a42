/** The directory: business units, teams, users and roles. */
@NullMarked
package dev.haversack.profile.directory;

import org.jspecify.annotations.NullMarked;
