package dev.haversack.profile.directory;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.User;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.organization.CalendarRules;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The users; their ids are those of their tokens. */
@Singleton
class Users extends DirectoryBook<User, UserRow> {

  private final References references;
  private final List<DirectoryUses> uses;

  Users(
      Changes changes,
      EntityManager database,
      References references,
      @All List<DirectoryUses> uses) {
    super(FeedKind.USER, UserRow.class, UserRow::new, changes, database);
    this.references = references;
    this.uses = uses;
  }

  @Override
  UUID idOf(User user) {
    return user.id();
  }

  @Override
  void validate(UUID organizationId, User user, Findings findings) {
    references.principal(organizationId, user.id(), TeamRow.class, findings);
    references.businessUnit(organizationId, user.businessUnitId(), "businessUnitId", findings);
    references.roles(organizationId, user.roleIds(), "roleIds", findings);
    UUID manager = user.managerId();
    if (manager != null) {
      if (!manager.equals(user.id())) {
        references.user(organizationId, manager, "managerId", findings);
      }
      if (managers(organizationId).closesCycle(user.id(), manager)) {
        findings.error("managerId", FindingCode.CYCLE, "The user would report to himself.");
      }
    }
    if (user.positionId() != null) {
      references.position(organizationId, user.positionId(), "positionId", findings);
    }
    CalendarRules.timeZone(user.timeZone(), "timeZone", findings);
    refuseTakenName(organizationId, user);
  }

  @Override
  void usesOf(UUID organizationId, UUID id, Findings findings) {
    Uses.count(findings, UserRow.countManagedBy(organizationId, id), "users who report to him");
    Uses.count(findings, TeamRow.countNaming(organizationId, id), "teams that he is a member of");
    uses.forEach(use -> use.ofUser(organizationId, id, findings));
  }

  private static void refuseTakenName(UUID organizationId, User user) {
    UserRow other = UserRow.named(organizationId, user.userName());
    if (other != null && !other.id.equals(user.id())) {
      String message = "Another user has the user name " + user.userName() + ".";
      throw ProblemException.of(
          ProblemCode.DUPLICATE_NAME,
          message,
          List.of(new FieldError("userName", FindingCode.DUPLICATE.code(), message)));
    }
  }

  private static Tree managers(UUID organizationId) {
    Map<UUID, UUID> managers = new HashMap<>();
    for (UserRow row : UserRow.managed(organizationId)) {
      if (row.managerId != null) {
        managers.put(row.id, row.managerId);
      }
    }
    return new Tree(managers);
  }
}
