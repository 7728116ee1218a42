package dev.haversack.profile.profiles;

import dev.haversack.contract.model.AssignedProfile;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.profile.directory.OwnProfiles;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The published profiles of a user. */
@Singleton
class AssignedProfiles implements OwnProfiles {

  @Override
  public List<AssignedProfile> of(UUID organizationId, UUID userId, Collection<UUID> teamIds) {
    return Stream.concat(
            ProfileRow.publishedToUser(organizationId, userId).stream(),
            teamIds.stream()
                .flatMap(team -> ProfileRow.publishedToTeam(organizationId, team).stream()))
        .distinct()
        .map(AssignedProfiles::latest)
        .sorted(java.util.Comparator.comparing(AssignedProfile::name))
        .toList();
  }

  private static AssignedProfile latest(ProfileRow row) {
    int version = Objects.requireNonNull(row.publishedVersion);
    PublishedProfile published =
        Objects.requireNonNull(VersionRow.of(row.orgId, row.id, version)).content;
    return new AssignedProfile(
        row.id, published.name(), published.version(), published.publishedAt());
  }
}
