package dev.haversack.profile.directory;

import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A role. */
@Entity
@Table(name = "role")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RoleRow extends DirectoryRow<Role> {

  String name;

  @Enumerated(EnumType.STRING)
  PrivilegeInheritance inheritance;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Privilege> privileges;

  static List<RoleRow> all(UUID orgId) {
    return list("orgId = ?1 order by id", orgId);
  }

  static List<RoleRow> of(UUID orgId, Collection<UUID> ids) {
    return list("orgId = ?1 and id in ?2 order by id", orgId, ids);
  }

  @Override
  Role toContract() {
    return new Role(id, name, inheritance, privileges);
  }

  @Override
  void take(Role role) {
    name = role.name();
    inheritance = role.inheritance();
    privileges = role.privileges();
  }
}
