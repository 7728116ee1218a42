package dev.haversack.profile.directory;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** The teams. */
@Singleton
class Teams extends DirectoryBook<Team, TeamRow> {

  private final References references;
  private final List<DirectoryUses> uses;

  Teams(
      Changes changes,
      EntityManager database,
      References references,
      @All List<DirectoryUses> uses) {
    super(FeedKind.TEAM, TeamRow.class, TeamRow::new, changes, database);
    this.references = references;
    this.uses = uses;
  }

  @Override
  UUID idOf(Team team) {
    return team.id();
  }

  @Override
  void validate(UUID organizationId, Team team, Findings findings) {
    References.named(team.name(), findings);
    references.principal(organizationId, team.id(), UserRow.class, findings);
    references.businessUnit(organizationId, team.businessUnitId(), "businessUnitId", findings);
    references.users(organizationId, team.memberIds(), "memberIds", findings);
    references.roles(organizationId, team.roleIds(), "roleIds", findings);
    if (team.kind() == TeamKind.ACCESS && !team.roleIds().isEmpty()) {
      findings.error(
          "roleIds",
          FindingCode.ACCESS_TEAM_WITH_ROLES,
          "An access team is only a target of sharing and holds no roles.");
    }
    DefaultTeams.check(find(organizationId, team.id()), team, findings);
  }

  @Override
  void usesOf(UUID organizationId, UUID id, Findings findings) {
    TeamRow row = find(organizationId, id);
    if (row != null && row.isDefault) {
      findings.error(
          "id",
          FindingCode.DEFAULT_TEAM_FIXED,
          "The default team goes with its business unit " + row.businessUnitId + ".");
    }
    uses.forEach(use -> use.ofTeam(organizationId, id, findings));
  }

  /** Adds whoever else needs a team. */
  void needed(UUID organizationId, UUID id, Findings findings) {
    uses.forEach(use -> use.ofTeam(organizationId, id, findings));
  }
}
