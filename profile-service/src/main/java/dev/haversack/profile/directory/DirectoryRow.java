package dev.haversack.profile.directory;

import dev.haversack.profile.storage.Key;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/**
 * What all rows of the directory have.
 *
 * @param <T> the contract's record
 */
@MappedSuperclass
@IdClass(Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
abstract class DirectoryRow<T> extends PanacheEntityBase {

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id UUID id;

  long version;

  abstract T toContract();

  /** Takes over everything but the id. */
  abstract void take(T value);
}
