package dev.haversack.profile.directory;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The business-unit tree; its root has the organization's id. */
@Singleton
class BusinessUnits extends DirectoryBook<BusinessUnit, BusinessUnitRow> {

  private final References references;
  private final DefaultTeams defaultTeams;

  BusinessUnits(
      Changes changes, EntityManager database, References references, DefaultTeams defaultTeams) {
    super(FeedKind.BUSINESS_UNIT, BusinessUnitRow.class, BusinessUnitRow::new, changes, database);
    this.references = references;
    this.defaultTeams = defaultTeams;
  }

  @Override
  UUID idOf(BusinessUnit unit) {
    return unit.id();
  }

  @Override
  void validate(UUID organizationId, BusinessUnit unit, Findings findings) {
    References.named(unit.name(), findings);
    defaultTeams.check(organizationId, unit.id(), findings);
    UUID parent = unit.parentId();
    boolean isRoot = unit.id().equals(organizationId);
    if (isRoot && parent != null) {
      findings.error(
          "parentId", FindingCode.ROOT_HAS_NO_PARENT, "The root stands above all units.");
    } else if (!isRoot && parent == null) {
      findings.error(
          "parentId",
          FindingCode.PARENT_NEEDED,
          "There is one root, " + organizationId + "; every other unit has a parent.");
    } else if (parent != null) {
      references.businessUnit(organizationId, parent, "parentId", findings);
      if (tree(organizationId).closesCycle(unit.id(), parent)) {
        findings.error("parentId", FindingCode.CYCLE, "The unit would stand above itself.");
      }
    }
  }

  @Override
  void usesOf(UUID organizationId, UUID id, Findings findings) {
    if (id.equals(organizationId)) {
      findings.error("id", FindingCode.STILL_USED, "The root stays as long as the organization.");
    }
    Uses.count(findings, BusinessUnitRow.countBelow(organizationId, id), "business units below it");
    Uses.count(findings, TeamRow.countIn(organizationId, id), "teams in it");
    Uses.count(findings, UserRow.countIn(organizationId, id), "users in it");
    defaultTeams.usesOf(organizationId, id, findings);
  }

  @Override
  void stored(Change change, BusinessUnit unit) {
    defaultTeams.follow(change, unit);
  }

  @Override
  void removing(Change change, UUID id) {
    defaultTeams.remove(change, id);
  }

  private static Tree tree(UUID organizationId) {
    Map<UUID, UUID> parents = new HashMap<>();
    for (BusinessUnitRow row : BusinessUnitRow.all(organizationId)) {
      if (row.parentId != null) {
        parents.put(row.id, row.parentId);
      }
    }
    return new Tree(parents);
  }
}
