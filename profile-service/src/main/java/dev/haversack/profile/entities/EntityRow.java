package dev.haversack.profile.entities;

import dev.haversack.contract.model.EntityMetadata;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An entity's metadata. */
@Entity
@Table(name = "entity")
@IdClass(EntityKey.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class EntityRow extends PanacheEntityBase {

  private static final String PAGE =
      """
      orgId = ?1 and logicalName > ?2
      order by logicalName
      """;

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id
  @Column(name = "logical_name")
  String logicalName;

  @JdbcTypeCode(SqlTypes.JSON)
  EntityMetadata metadata;

  long version;

  static @Nullable EntityRow of(UUID orgId, String logicalName) {
    return EntityRow.findById(new EntityKey(orgId, logicalName));
  }

  static List<UUID> organizations() {
    return getEntityManager()
        .createQuery("select distinct e.orgId from EntityRow e", UUID.class)
        .getResultList();
  }

  static List<EntityRow> all(UUID orgId) {
    return list("orgId = ?1 order by logicalName", orgId);
  }

  /** The entities after a name; one more than the limit, where there is one. */
  static List<EntityRow> page(UUID orgId, String after, int limit) {
    return EntityRow.<EntityRow>find(PAGE, orgId, after).range(0, limit).list();
  }
}
