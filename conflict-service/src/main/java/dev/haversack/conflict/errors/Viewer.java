package dev.haversack.conflict.errors;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks: an error belongs to the user whose action failed. Administrators see those of their
 * organization. Those he reports to see that there is one, and may say which side wins; but not
 * what the record holds, which their own rights may not show them. Who was asked to settle one sees
 * what the one who asked him saw.
 *
 * @param organizationId the organization
 * @param userId who looks
 * @param users whose errors can be seen; null for everybody's
 */
public record Viewer(UUID organizationId, UUID userId, @Nullable Set<UUID> users) {

  boolean sees(StoredError error) {
    return sees(error.userId(), error.assignedTo());
  }

  /** Whether he sees an error of this user, that this one is asked to settle. */
  public boolean sees(UUID owner, @Nullable UUID assignedTo) {
    return users == null || users.contains(owner) || userId.equals(assignedTo);
  }

  /** Whether he sees values, and may enter new ones. */
  public boolean seesValuesOf(StoredError error) {
    return maySettleWithOwnRights(error) || userId.equals(error.userId());
  }

  /** Whether he may have the action applied with his own rights, and as his own. */
  public boolean maySettleWithOwnRights(StoredError error) {
    StoredError.Assignment assignment = error.assignment();
    return isAdmin() || (assignment != null && assignment.showsValuesTo(userId));
  }

  /** Whether he sees the errors of the whole organization. */
  public boolean isAdmin() {
    return users == null;
  }
}
