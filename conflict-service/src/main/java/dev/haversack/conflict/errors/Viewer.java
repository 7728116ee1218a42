package dev.haversack.conflict.errors;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who looks: an error belongs to the user whose action failed; those he reports to see it as well,
 * and administrators see those of their organization.
 *
 * @param organizationId the organization
 * @param users whose errors can be seen; null for everybody's
 */
public record Viewer(UUID organizationId, @Nullable Set<UUID> users) {

  boolean sees(StoredError error) {
    return users == null || users.contains(error.userId());
  }
}
