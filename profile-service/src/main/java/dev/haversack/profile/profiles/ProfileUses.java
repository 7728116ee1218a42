package dev.haversack.profile.profiles;

import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.profile.directory.DirectoryUses;
import dev.haversack.profile.entities.EntityUses;
import dev.haversack.profile.filters.FilterAttributes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
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
        .filter(row ->
            items(row)
                .anyMatch(item ->
                    item.entity().equals(entity)
                        || FilterAttributes.linksWith(item.filter(), entity)))
        .map(ProfileUses::words)
        .toList();
  }

  @Override
  public List<String> ofOffline(UUID organizationId, String entity) {
    return ProfileRow.all(organizationId).stream()
        .filter(row -> items(row).anyMatch(item -> item.entity().equals(entity)))
        .map(ProfileUses::words)
        .toList();
  }

  @Override
  public Set<String> attributes(UUID organizationId, EntityMetadata entity) {
    List<ProfileItem> items =
        ProfileRow.all(organizationId).stream().flatMap(ProfileUses::items).toList();
    return Stream.of(
            items.stream().flatMap(item -> attributes(item, entity.logicalName())),
            lookups(items, entity),
            hierarchy(items, entity))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  /** The lookup that makes its hierarchy, where a filter looks at that. */
  private static Stream<String> hierarchy(List<ProfileItem> items, EntityMetadata entity) {
    boolean used =
        items.stream()
            .anyMatch(item ->
                FilterAttributes.looksAtHierarchy(
                    item.filter(), item.entity(), entity.logicalName()));
    return used ? entity.hierarchy().map(lookup -> lookup.logicalName()).stream() : Stream.of();
  }

  /** Its lookups that associations follow, of whatever item. */
  private static Stream<String> lookups(List<ProfileItem> items, EntityMetadata entity) {
    Relationships relationships = new Relationships(Map.of(entity.logicalName(), entity));
    return items.stream()
        .flatMap(item ->
            Objects.requireNonNullElse(item.associations(), List.<Association>of()).stream()
                .flatMap(a -> relationships.of(item.entity(), a).stream()))
        .map(Relationships.Lookup::attribute);
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

  private static Stream<String> attributes(ProfileItem item, String entity) {
    return Stream.concat(
        FilterAttributes.of(item.filter(), item.entity(), entity).stream(),
        item.entity().equals(entity)
            ? Objects.requireNonNullElse(item.columns(), List.<String>of()).stream()
            : Stream.of());
  }

  private static String words(ProfileRow row) {
    return "the profile \"" + row.name + "\"";
  }
}
