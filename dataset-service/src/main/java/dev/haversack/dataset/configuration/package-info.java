/** The organization's configuration as profile-service publishes it, made ready for fast use. */
@NullMarked
package dev.haversack.dataset.configuration;

import org.jspecify.annotations.NullMarked;
