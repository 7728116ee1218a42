package dev.haversack.profile.directory;

import dev.haversack.contract.model.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A user of the directory. */
@Entity
@Table(name = "directory_user")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class UserRow extends DirectoryRow<User> {

  @Column(name = "user_name")
  String userName;

  @Column(name = "full_name")
  String fullName;

  @Column(name = "business_unit_id")
  UUID businessUnitId;

  @Column(name = "manager_id")
  @Nullable UUID managerId;

  @Column(name = "position_id")
  @Nullable UUID positionId;

  @Column(name = "role_ids")
  @JdbcTypeCode(SqlTypes.ARRAY)
  List<UUID> roleIds;

  boolean active;

  @Column(name = "time_zone")
  @Nullable String timeZone;

  @Column(name = "language_code")
  @Nullable Integer languageCode;

  /** The users who report to somebody. */
  static List<UserRow> managed(UUID orgId) {
    return list("orgId = ?1 and managerId is not null", orgId);
  }

  static @Nullable UserRow named(UUID orgId, String userName) {
    return find("orgId = ?1 and userName = ?2", orgId, userName).firstResult();
  }

  static long countWithRole(UUID orgId, UUID roleId) {
    return count("orgId = ?1 and array_contains(roleIds, ?2)", orgId, roleId);
  }

  static long countIn(UUID orgId, UUID businessUnitId) {
    return count("orgId = ?1 and businessUnitId = ?2", orgId, businessUnitId);
  }

  static List<UUID> idsIn(UUID orgId, UUID businessUnitId) {
    return getEntityManager()
        .createQuery("select id from UserRow where orgId = ?1 and businessUnitId = ?2", UUID.class)
        .setParameter(1, orgId)
        .setParameter(2, businessUnitId)
        .getResultList();
  }

  static long countHolding(UUID orgId, UUID positionId) {
    return count("orgId = ?1 and positionId = ?2", orgId, positionId);
  }

  static long countManagedBy(UUID orgId, UUID managerId) {
    return count("orgId = ?1 and managerId = ?2", orgId, managerId);
  }

  @Override
  User toContract() {
    return new User(
        id,
        userName,
        fullName,
        businessUnitId,
        managerId,
        positionId,
        roleIds,
        active,
        timeZone,
        languageCode);
  }

  @Override
  void take(User user) {
    userName = user.userName();
    fullName = user.fullName();
    businessUnitId = user.businessUnitId();
    managerId = user.managerId();
    positionId = user.positionId();
    roleIds = user.roleIds();
    active = user.active();
    timeZone = user.timeZone();
    languageCode = user.languageCode();
  }
}
