package dev.haversack.profile.profiles;

import dev.haversack.contract.model.ProfileItem;
import dev.haversack.profile.directory.DirectoryUses;
import dev.haversack.profile.entities.EntityUses;
import dev.haversack.profile.filters.FilterAttributes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What profiles, drafts and latest versions alike, need of entities and of the directory. */
@Singleton
class ProfileUses implements EntityUses, DirectoryUses {

  @Override
  public List<String> ofEntity(UUID organizationId, String entity) {
    return ProfileRow.all(organizationId).stream()
        .filter(row -> items(row).anyMatch(item -> item.entity().equals(entity)))
        .map(ProfileUses::words)
        .toList();
  }

  @Override
  public List<String> ofOffline(UUID organizationId, String entity) {
    return ofEntity(organizationId, entity);
  }

  @Override
  public Set<String> attributes(UUID organizationId, String entity) {
    return ProfileRow.all(organizationId).stream()
        .flatMap(ProfileUses::items)
        .filter(item -> item.entity().equals(entity))
        .flatMap(ProfileUses::attributes)
        .collect(Collectors.toSet());
  }

  @Override
  public void ofUser(UUID organizationId, UUID userId, Findings findings) {
    assigned(
        ProfileRow.all(organizationId).stream().filter(row -> row.userIds.contains(userId)),
        findings);
  }

  @Override
  public void ofTeam(UUID organizationId, UUID teamId, Findings findings) {
    assigned(
        ProfileRow.all(organizationId).stream().filter(row -> row.teamIds.contains(teamId)),
        findings);
  }

  private static void assigned(Stream<ProfileRow> rows, Findings findings) {
    rows.forEach(
        row -> findings.error("id", FindingCode.STILL_USED, "Assigned to " + words(row) + "."));
  }

  private static Stream<ProfileItem> items(ProfileRow row) {
    if (row.publishedVersion == null) {
      return row.items.stream();
    }
    VersionRow latest =
        Objects.requireNonNull(VersionRow.of(row.orgId, row.id, row.publishedVersion));
    return Stream.concat(row.items.stream(), latest.content.items().stream());
  }

  private static Stream<String> attributes(ProfileItem item) {
    return Stream.concat(
        FilterAttributes.of(item.filter()).stream(),
        Objects.requireNonNullElse(item.columns(), List.<String>of()).stream());
  }

  private static String words(ProfileRow row) {
    return "the profile \"" + row.name + "\"";
  }
}
