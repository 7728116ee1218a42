package dev.haversack.profile.directory;

import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A team. */
@Entity
@Table(name = "team")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class TeamRow extends DirectoryRow<Team> {

  private static final String WITH_MEMBER =
      """
      orgId = ?1 and (array_contains(memberIds, ?2) or isDefault = true and businessUnitId =
        (select u.businessUnitId from UserRow u where u.orgId = ?1 and u.id = ?2))
      order by id
      """;

  String name;

  @Enumerated(EnumType.STRING)
  TeamKind kind;

  @Column(name = "business_unit_id")
  UUID businessUnitId;

  @Column(name = "member_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> memberIds;

  @Column(name = "role_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> roleIds;

  @Column(name = "is_default")
  boolean isDefault;

  /** The teams that a user is in, the default team of his business unit too. */
  static List<TeamRow> withMember(UUID orgId, UUID userId) {
    return list(WITH_MEMBER, orgId, userId);
  }

  /** How many teams name somebody as their member. */
  static long countNaming(UUID orgId, UUID userId) {
    return count("orgId = ?1 and array_contains(memberIds, ?2)", orgId, userId);
  }

  static long countWithRole(UUID orgId, UUID roleId) {
    return count("orgId = ?1 and array_contains(roleIds, ?2)", orgId, roleId);
  }

  /** How many teams a business unit has besides its default team. */
  static long countIn(UUID orgId, UUID businessUnitId) {
    return count("orgId = ?1 and businessUnitId = ?2 and isDefault = false", orgId, businessUnitId);
  }

  @Override
  Team toContract() {
    return new Team(id, name, kind, businessUnitId, memberIds, roleIds, isDefault);
  }

  @Override
  void take(Team team) {
    name = team.name();
    kind = team.kind();
    businessUnitId = team.businessUnitId();
    memberIds = team.memberIds();
    roleIds = team.roleIds();
    isDefault = team.isDefault();
  }
}
