package dev.haversack.profile.directory;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.profile.entities.EntityUses;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Roles name entities. */
@Singleton
class RoleUsesOfEntities implements EntityUses {

  @Override
  public List<String> ofEntity(UUID organizationId, String entity) {
    return RoleRow.all(organizationId).stream()
        .filter(role -> role.privileges.stream().anyMatch(p -> p.entity().equals(entity)))
        .map(role -> "the role \"" + role.name + "\"")
        .toList();
  }

  @Override
  public List<String> ofOffline(UUID organizationId, String entity) {
    return List.of();
  }

  @Override
  public Set<String> attributes(UUID organizationId, EntityMetadata entity) {
    return Set.of();
  }
}
