/**
 * Starts and stops PostgreSQL, an OIDC issuer and the four services as processes of this machine.
 */
@NullMarked
package dev.haversack.quickstart.suite;

import org.jspecify.annotations.NullMarked;
