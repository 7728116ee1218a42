package dev.haversack.profile.views;

import dev.haversack.contract.model.SystemView;
import dev.haversack.contract.model.ViewKind;
import dev.haversack.profile.storage.Key;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A system view. */
@Entity
@Table(name = "system_view")
@IdClass(Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ViewRow extends PanacheEntityBase {

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id UUID id;

  String entity;

  String name;

  @Enumerated(EnumType.STRING)
  ViewKind kind;

  @Column(name = "is_default")
  boolean isDefault;

  @JdbcTypeCode(SqlTypes.JSON)
  SystemView content;

  long version;

  static @Nullable ViewRow of(UUID orgId, UUID id) {
    return findById(new Key(orgId, id));
  }

  static List<ViewRow> all(UUID orgId) {
    return list("orgId = ?1 order by id", orgId);
  }

  /** The views after an id, of one entity or of all; one more than the limit, if there is one. */
  static List<ViewRow> page(UUID orgId, @Nullable String entity, UUID after, int limit) {
    return entity == null
        ? ViewRow.<ViewRow>find("orgId = ?1 and id > ?2 order by id", orgId, after)
            .range(0, limit)
            .list()
        : ViewRow.<ViewRow>find(
                "orgId = ?1 and id > ?2 and entity = ?3 order by id", orgId, after, entity)
            .range(0, limit)
            .list();
  }

  static @Nullable ViewRow named(UUID orgId, String entity, String name) {
    return find("orgId = ?1 and entity = ?2 and name = ?3", orgId, entity, name).firstResult();
  }

  static @Nullable ViewRow defaultOf(UUID orgId, String entity, ViewKind kind) {
    return find("orgId = ?1 and entity = ?2 and kind = ?3 and isDefault", orgId, entity, kind)
        .firstResult();
  }

  void take(SystemView view) {
    entity = view.entity();
    name = view.name();
    kind = view.kind();
    isDefault = view.isDefault();
    content = view;
  }
}
