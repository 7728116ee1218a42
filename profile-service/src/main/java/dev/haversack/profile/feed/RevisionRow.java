package dev.haversack.profile.feed;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** How far an organization's feed goes; the row is the lock of the organization's configuration. */
@Entity
@Table(name = "organization_revision")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RevisionRow extends PanacheEntityBase {

  static final String CREATE =
      """
      INSERT INTO organization_revision (org_id, revision) VALUES (:orgId, 0)
      ON CONFLICT DO NOTHING
      """;

  @Id
  @Column(name = "org_id")
  UUID orgId;

  long revision;
}
