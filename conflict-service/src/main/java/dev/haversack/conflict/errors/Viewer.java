package dev.haversack.conflict.errors;

import dev.haversack.platform.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks: an error belongs to the user whose action failed; administrators see those of their
 * organization.
 *
 * @param organizationId the organization
 * @param onlyUser whose errors can be seen; null for everybody's
 */
public record Viewer(UUID organizationId, @Nullable UUID onlyUser) {

  /** The viewer that a call comes from. */
  public static Viewer of(Caller caller) {
    return new Viewer(caller.organizationId(), caller.isAdmin() ? null : caller.userId());
  }

  boolean sees(StoredError error) {
    return onlyUser == null || onlyUser.equals(error.userId());
  }
}
