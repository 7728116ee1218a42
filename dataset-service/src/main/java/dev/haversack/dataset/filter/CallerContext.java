package dev.haversack.dataset.filter;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for conditions that compare with the caller.
 *
 * @param userId the user
 * @param teamIds all teams he is a member of
 * @param businessUnitId the business unit he is in; null matches nothing
 */
public record CallerContext(UUID userId, Set<UUID> teamIds, @Nullable UUID businessUnitId) {

  /** Keeps a set of its own. */
  public CallerContext {
    teamIds = Set.copyOf(teamIds);
  }
}
