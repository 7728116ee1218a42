package dev.haversack.dataset.filter;

import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.OrganizationModel;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, for conditions that compare with the caller.
 *
 * @param userId the user
 * @param teamIds all teams he is a member of
 * @param businessUnitId the business unit he is in; null matches nothing
 * @param belowIds everybody below him in the active hierarchy, at any depth
 * @param teamIdsBelow all teams that one of those is a member of
 * @param languageCode the LCID of his language; null for none
 */
public record CallerContext(
    UUID userId,
    Set<UUID> teamIds,
    @Nullable UUID businessUnitId,
    Set<UUID> belowIds,
    Set<UUID> teamIdsBelow,
    @Nullable Integer languageCode) {

  /** Keeps sets of its own. */
  public CallerContext {
    teamIds = Set.copyOf(teamIds);
    belowIds = Set.copyOf(belowIds);
    teamIdsBelow = Set.copyOf(teamIdsBelow);
  }

  /** A user as the directory has him; the active hierarchy is that of managers. */
  public static CallerContext of(OrganizationModel organization, UUID userId) {
    Directory directory = organization.directory();
    Optional<User> user = directory.user(userId);
    Set<UUID> below = organization.hierarchy().below(userId);
    return new CallerContext(
        userId,
        teamsOf(directory, Set.of(userId)),
        user.map(User::businessUnitId).orElse(null),
        below,
        teamsOf(directory, below),
        user.map(User::languageCode).orElse(null));
  }

  private static Set<UUID> teamsOf(Directory directory, Set<UUID> userIds) {
    return userIds.stream()
        .flatMap(id -> directory.teamsOf(id).stream())
        .map(Team::id)
        .collect(Collectors.toSet());
  }
}
