package dev.haversack.profile.directory;

import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.storage.Key;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Checks that what is referred to exists in the same organization. */
@Singleton
public class References {

  private final EntityManager database;

  References(EntityManager database) {
    this.database = database;
  }

  /** Every id must be a user's, and there only once. */
  public void users(UUID organizationId, List<UUID> ids, String field, Findings findings) {
    each(UserRow.class, "user", organizationId, ids, field, findings);
  }

  /** Every id must be a team's, and there only once. */
  public void teams(UUID organizationId, List<UUID> ids, String field, Findings findings) {
    each(TeamRow.class, "team", organizationId, ids, field, findings);
  }

  /** Everybody who is in one of these teams. */
  public Set<UUID> membersOf(UUID organizationId, List<UUID> teamIds) {
    Set<UUID> members = new HashSet<>();
    teamIds.forEach(id -> {
      TeamRow team = database.find(TeamRow.class, new Key(organizationId, id));
      if (team != null) {
        members.addAll(
            team.isDefault ? UserRow.idsIn(organizationId, team.businessUnitId) : team.memberIds);
      }
    });
    return members;
  }

  /**
   * A user or team must not have the id of one of the other kind, nor the organization's: owners
   * and those who something is shared with are known by the id alone.
   *
   * @param others the row of the other kind
   */
  void principal(
      UUID organizationId, UUID id, Class<? extends DirectoryRow<?>> others, Findings findings) {
    if (id.equals(organizationId) || database.find(others, new Key(organizationId, id)) != null) {
      findings.error(
          "id",
          FindingCode.ID_TAKEN,
          "A user, a team or the organization has the id " + id + " already.");
    }
  }

  /** What people read has to show something. */
  static void named(String name, Findings findings) {
    if (name.isBlank()) {
      findings.error("name", FindingCode.NAME_BLANK, "The name is blank.");
    }
  }

  void roles(UUID organizationId, List<UUID> ids, String field, Findings findings) {
    each(RoleRow.class, "role", organizationId, ids, field, findings);
  }

  void user(UUID organizationId, UUID id, String field, Findings findings) {
    one(UserRow.class, "user", organizationId, id, field, findings);
  }

  void businessUnit(UUID organizationId, UUID id, String field, Findings findings) {
    one(BusinessUnitRow.class, "business unit", organizationId, id, field, findings);
  }

  void position(UUID organizationId, UUID id, String field, Findings findings) {
    one(PositionRow.class, "position", organizationId, id, field, findings);
  }

  private void one(
      Class<?> row, String what, UUID organizationId, UUID id, String field, Findings findings) {
    if (database.find(row, new Key(organizationId, id)) == null) {
      unknown(what, id, field, findings);
    }
  }

  private void each(
      Class<?> row,
      String what,
      UUID organizationId,
      List<UUID> ids,
      String field,
      Findings findings) {
    Set<UUID> existing = existing(row, organizationId, ids);
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      UUID id = ids.get(i);
      String place = field + "[" + i + "]";
      if (!existing.contains(id)) {
        unknown(what, id, place, findings);
      }
      if (!seen.add(id)) {
        findings.error(place, FindingCode.DUPLICATE, "The " + what + " is there twice.");
      }
    }
  }

  private Set<UUID> existing(Class<?> row, UUID organizationId, List<UUID> ids) {
    Set<UUID> existing = new HashSet<>();
    // PostgreSQL takes at most 65,535 parameters in one statement.
    int most = 10_000;
    for (int from = 0; from < ids.size(); from += most) {
      existing.addAll(
          database
              .createQuery(
                  "select id from %s where orgId = :orgId and id in :ids".formatted(row.getName()),
                  UUID.class)
              .setParameter("orgId", organizationId)
              .setParameter("ids", ids.subList(from, Math.min(ids.size(), from + most)))
              .getResultList());
    }
    return existing;
  }

  private static void unknown(String what, UUID id, String field, Findings findings) {
    findings.error(
        field, FindingCode.UNKNOWN_REFERENCE, "There is no " + what + " with the id " + id + ".");
  }
}
