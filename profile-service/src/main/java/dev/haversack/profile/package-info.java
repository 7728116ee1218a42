/**
 * profile-service: what may go offline, and for whom. It owns entity metadata, organization
 * filters, profiles, the directory and the configuration feed.
 */
@NullMarked
package dev.haversack.profile;

import org.jspecify.annotations.NullMarked;
