package dev.haversack.profile.organization;

import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An organization. */
@Entity
@Table(name = "organization")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class OrganizationRow extends PanacheEntityBase {

  @Id
  @Column(name = "org_id")
  UUID orgId;

  String name;

  @JdbcTypeCode(SqlTypes.JSON)
  OrganizationSettings settings;

  long version;

  Organization toContract() {
    return new Organization(orgId, name, settings);
  }
}
