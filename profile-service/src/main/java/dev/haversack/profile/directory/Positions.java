package dev.haversack.profile.directory;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Position;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The positions; section 7.5 of the facts. */
@Singleton
class Positions extends DirectoryBook<Position, PositionRow> {

  private final References references;

  Positions(Changes changes, EntityManager database, References references) {
    super(FeedKind.POSITION, PositionRow.class, PositionRow::new, changes, database);
    this.references = references;
  }

  @Override
  UUID idOf(Position position) {
    return position.id();
  }

  @Override
  void validate(UUID organizationId, Position position, Findings findings) {
    References.named(position.name(), findings);
    UUID parent = position.parentId();
    if (parent == null) {
      return;
    }
    if (!parent.equals(position.id())) {
      references.position(organizationId, parent, "parentId", findings);
    }
    if (tree(organizationId).closesCycle(position.id(), parent)) {
      findings.error("parentId", FindingCode.CYCLE, "The position would stand above itself.");
    }
  }

  @Override
  void usesOf(UUID organizationId, UUID id, Findings findings) {
    Uses.count(findings, PositionRow.countBelow(organizationId, id), "positions below it");
    Uses.count(findings, UserRow.countHolding(organizationId, id), "users who hold it");
  }

  private static Tree tree(UUID organizationId) {
    Map<UUID, UUID> parents = new HashMap<>();
    for (PositionRow row : PositionRow.below(organizationId)) {
      if (row.parentId != null) {
        parents.put(row.id, row.parentId);
      }
    }
    return new Tree(parents);
  }
}
