package dev.haversack.profile.directory;

import dev.haversack.contract.api.DirectoryApi;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.BusinessUnitPage;
import dev.haversack.contract.model.Me;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.PositionPage;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.RolePage;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamPage;
import dev.haversack.contract.model.User;
import dev.haversack.contract.model.UserPage;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.profile.answers.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The directory of the caller's organization. */
@RunOnVirtualThread
public class DirectoryResource implements DirectoryApi {

  private static final String PATH = "/profile/v1/";

  private final BusinessUnits businessUnits;
  private final Positions positions;
  private final Teams teams;
  private final Users users;
  private final RoleBook roles;
  private final OwnView ownView;
  private final Caller caller;

  DirectoryResource(
      BusinessUnits businessUnits,
      Positions positions,
      Teams teams,
      Users users,
      RoleBook roles,
      OwnView ownView,
      Caller caller) {
    this.businessUnits = businessUnits;
    this.positions = positions;
    this.teams = teams;
    this.users = users;
    this.roles = roles;
    this.ownView = ownView;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<Me> getMe() {
    return RestResponse.ok(ownView.of(caller.organizationId(), caller.userId()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<BusinessUnitPage> listBusinessUnits(Integer limit, @Nullable String cursor) {
    var page = businessUnits.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new BusinessUnitPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<BusinessUnit> getBusinessUnit(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(businessUnits.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<BusinessUnit> putBusinessUnit(
      UUID id, BusinessUnit unit, @Nullable String ifMatch) {
    return Answers.of(
        businessUnits.put(caller.organizationId(), id, unit, ifMatch),
        PATH + "business-units/" + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteBusinessUnit(UUID id, @Nullable String ifMatch) {
    businessUnits.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<PositionPage> listPositions(Integer limit, @Nullable String cursor) {
    var page = positions.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new PositionPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Position> getPosition(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(positions.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Position> putPosition(UUID id, Position position, @Nullable String ifMatch) {
    return Answers.of(
        positions.put(caller.organizationId(), id, position, ifMatch), PATH + "positions/" + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deletePosition(UUID id, @Nullable String ifMatch) {
    positions.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<TeamPage> listTeams(Integer limit, @Nullable String cursor) {
    var page = teams.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new TeamPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Team> getTeam(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(teams.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Team> putTeam(UUID id, Team team, @Nullable String ifMatch) {
    return Answers.of(teams.put(caller.organizationId(), id, team, ifMatch), PATH + "teams/" + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteTeam(UUID id, @Nullable String ifMatch) {
    teams.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<UserPage> listUsers(Integer limit, @Nullable String cursor) {
    var page = users.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new UserPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<User> getUser(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(users.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<User> putUser(UUID id, User user, @Nullable String ifMatch) {
    return Answers.of(users.put(caller.organizationId(), id, user, ifMatch), PATH + "users/" + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteUser(UUID id, @Nullable String ifMatch) {
    users.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<RolePage> listRoles(Integer limit, @Nullable String cursor) {
    var page = roles.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new RolePage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Role> getRole(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(roles.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Role> putRole(UUID id, Role role, @Nullable String ifMatch) {
    return Answers.of(roles.put(caller.organizationId(), id, role, ifMatch), PATH + "roles/" + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteRole(UUID id, @Nullable String ifMatch) {
    roles.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }
}
