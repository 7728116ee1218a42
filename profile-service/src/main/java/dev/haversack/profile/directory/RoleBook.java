package dev.haversack.profile.directory;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Role;
import dev.haversack.profile.entities.Entities;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The roles. */
@Singleton
class RoleBook extends DirectoryBook<Role, RoleRow> {

  private static final String ALL_ENTITIES = "*";

  private final Entities entities;

  RoleBook(Changes changes, EntityManager database, Entities entities) {
    super(FeedKind.ROLE, RoleRow.class, RoleRow::new, changes, database);
    this.entities = entities;
  }

  @Override
  UUID idOf(Role role) {
    return role.id();
  }

  @Override
  void validate(UUID organizationId, Role role, Findings findings) {
    References.named(role.name(), findings);
    Set<String> known = entities.byName(organizationId).keySet();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < role.privileges().size(); i++) {
      String entity = role.privileges().get(i).entity();
      String field = "privileges[" + i + "].entity";
      if (!entity.equals(ALL_ENTITIES) && !known.contains(entity)) {
        findings.error(
            field,
            FindingCode.UNKNOWN_ENTITY,
            "There is no entity \"" + entity + "\"; * stands for all entities.");
      }
      if (!seen.add(entity)) {
        findings.error(field, FindingCode.DUPLICATE, entity + " is there twice.");
      }
    }
  }

  @Override
  void usesOf(UUID organizationId, UUID id, Findings findings) {
    Uses.count(findings, UserRow.countWithRole(organizationId, id), "users who hold it");
    Uses.count(findings, TeamRow.countWithRole(organizationId, id), "teams that hold it");
  }
}
