package dev.haversack.dataset.sync;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a device asks for.
 *
 * @param organizationId the organization
 * @param userId the user
 * @param token the token of a delta; null for a snapshot
 * @param resume where to go on; null from the beginning
 * @param deviceId the device that asks; null where it does not say
 * @param entity the only entity that is wanted; null for all
 */
record Ask(
    UUID organizationId,
    UUID userId,
    @Nullable String token,
    @Nullable Resumption resume,
    @Nullable UUID deviceId,
    @Nullable String entity) {

  /** A whole snapshot, or a whole delta. */
  static Ask whole(UUID organizationId, UUID userId, @Nullable String token) {
    return new Ask(organizationId, userId, token, null, null, null);
  }
}
