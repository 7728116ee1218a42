package dev.haversack.profile.directory;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each business unit has a default team, which is everybody in it: section 7.2 of the facts. Nobody
 * keeps its members: who reads them asks for the users of the unit.
 */
@Singleton
class DefaultTeams {

  private final Teams teams;
  private final References references;

  DefaultTeams(Teams teams, References references) {
    this.teams = teams;
    this.references = references;
  }

  /** The team's id; the same in every environment that has this business unit. */
  static UUID idOf(UUID organizationId, UUID businessUnitId) {
    String origin = organizationId + "/default-team/" + businessUnitId;
    return UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8));
  }

  /** The id of a unit's team must be nobody else's: that of another team is not taken over. */
  void check(UUID organizationId, UUID businessUnitId, Findings findings) {
    UUID id = idOf(organizationId, businessUnitId);
    references.principal(organizationId, id, UserRow.class, findings);
    TeamRow row = teams.find(organizationId, id);
    if (row != null && !row.isDefault) {
      findings.error(
          "id",
          FindingCode.ID_TAKEN,
          "The unit's default team has the id %s, which the team \"%s\" has already."
              .formatted(id, row.name));
    }
  }

  /** The team is there, and named as its unit. */
  void follow(Change change, BusinessUnit unit) {
    UUID id = idOf(change.organizationId(), unit.id());
    TeamRow row = teams.find(change.organizationId(), id);
    if (row == null) {
      teams.create(change, team(id, unit, List.of()));
    } else if (!row.name.equals(unit.name())) {
      teams.replace(change, row, team(id, unit, row.roleIds));
    }
  }

  /** Adds whoever needs the team of a business unit. */
  void usesOf(UUID organizationId, UUID businessUnitId, Findings findings) {
    Findings ofTeam = new Findings();
    teams.needed(organizationId, idOf(organizationId, businessUnitId), ofTeam);
    ofTeam
        .errors()
        .forEach(need ->
            findings.error(
                "id", FindingCode.STILL_USED, "Its default team is needed: " + need.message()));
  }

  /** The team goes with its business unit. */
  void remove(Change change, UUID businessUnitId) {
    UUID organizationId = change.organizationId();
    TeamRow row = teams.find(organizationId, idOf(organizationId, businessUnitId));
    if (row != null) {
      teams.remove(change, row);
    }
  }

  /** Nobody makes a default team himself, and of one that is there only the roles can be set. */
  static void check(@Nullable TeamRow before, Team team, Findings findings) {
    if (before == null || !before.isDefault) {
      if (team.isDefault()) {
        findings.error(
            "isDefault",
            FindingCode.DEFAULT_TEAM_FIXED,
            "A default team is made with its business unit, and in no other way.");
      }
      return;
    }
    fixed(team.isDefault(), "isDefault", "true", findings);
    fixed(team.name().equals(before.name), "name", before.name, findings);
    fixed(team.kind() == before.kind, "kind", "owner", findings);
    fixed(
        team.businessUnitId().equals(before.businessUnitId),
        "businessUnitId",
        before.businessUnitId.toString(),
        findings);
    fixed(team.memberIds().isEmpty(), "memberIds", "empty", findings);
  }

  private static void fixed(boolean kept, String field, String value, Findings findings) {
    if (!kept) {
      findings.error(
          field,
          FindingCode.DEFAULT_TEAM_FIXED,
          "Of a default team only the roles can be set; this stays " + value + ".");
    }
  }

  private static Team team(UUID id, BusinessUnit unit, List<UUID> roles) {
    return new Team(id, unit.name(), TeamKind.OWNER, unit.id(), List.of(), roles, true);
  }
}
