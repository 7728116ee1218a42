package dev.haversack.profile.directory;

import dev.haversack.contract.model.BusinessUnit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of the business-unit tree. */
@Entity
@Table(name = "business_unit")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class BusinessUnitRow extends DirectoryRow<BusinessUnit> {

  String name;

  @Column(name = "parent_id")
  @Nullable UUID parentId;

  static List<BusinessUnitRow> all(UUID orgId) {
    return list("orgId", orgId);
  }

  static long countBelow(UUID orgId, UUID parentId) {
    return count("orgId = ?1 and parentId = ?2", orgId, parentId);
  }

  @Override
  BusinessUnit toContract() {
    return new BusinessUnit(id, name, parentId);
  }

  @Override
  void take(BusinessUnit unit) {
    name = unit.name();
    parentId = unit.parentId();
  }
}
