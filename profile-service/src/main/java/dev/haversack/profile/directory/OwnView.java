package dev.haversack.profile.directory;

import dev.haversack.contract.model.Me;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.TeamMembership;
import dev.haversack.contract.model.User;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What the directory knows of one user. */
@Singleton
class OwnView {

  private final Users users;
  private final BusinessUnits businessUnits;
  private final OwnProfiles profiles;

  OwnView(Users users, BusinessUnits businessUnits, OwnProfiles profiles) {
    this.users = users;
    this.businessUnits = businessUnits;
    this.profiles = profiles;
  }

  @Transactional
  Me of(UUID organizationId, UUID userId) {
    User user = users.read(organizationId, userId).value();
    List<TeamRow> teams = TeamRow.withMember(organizationId, userId);
    return new Me(
        user,
        businessUnits.read(organizationId, user.businessUnitId()).value(),
        teams.stream().map(OwnView::membership).toList(),
        roles(organizationId, user, teams),
        profiles.of(organizationId, userId, teams.stream().map(team -> team.id).toList()));
  }

  private static List<Role> roles(UUID organizationId, User user, List<TeamRow> teams) {
    Set<UUID> ids = new TreeSet<>(user.roleIds());
    teams.forEach(team -> ids.addAll(team.roleIds));
    return RoleRow.of(organizationId, ids).stream().map(RoleRow::toContract).toList();
  }

  private static TeamMembership membership(TeamRow team) {
    return new TeamMembership(
        team.id, team.name, team.kind, team.businessUnitId, team.roleIds, team.isDefault);
  }
}
