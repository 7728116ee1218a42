package dev.haversack.profile.profiles;

import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A published version of a profile; never changed. */
@Entity
@Immutable
@Table(name = "profile_version")
@IdClass(VersionKey.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class VersionRow extends PanacheEntityBase {

  private static final String PAGE =
      """
      orgId = ?1 and profileId = ?2 and version < ?3
      order by version desc
      """;

  @Id
  @Column(name = "org_id")
  UUID orgId;

  @Id
  @Column(name = "profile_id")
  UUID profileId;

  @Id int version;

  @JdbcTypeCode(SqlTypes.JSON)
  PublishedProfile content;

  static @Nullable VersionRow of(UUID orgId, UUID profileId, int version) {
    return VersionRow.findById(new VersionKey(orgId, profileId, version));
  }

  /**
   * What was published as this version.
   *
   * @throws ProblemException {@code not-found}
   */
  static PublishedProfile existing(UUID orgId, UUID profileId, int version) {
    VersionRow row = of(orgId, profileId, version);
    if (row == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND, "The profile " + profileId + " has no version " + version + ".");
    }
    return row.content;
  }

  /** The versions below a number, newest first; one more than the limit, where there is one. */
  static List<VersionRow> page(UUID orgId, UUID profileId, int before, int limit) {
    return VersionRow.<VersionRow>find(PAGE, orgId, profileId, before).range(0, limit).list();
  }

  static void deleteAll(UUID orgId, UUID profileId) {
    delete("orgId = ?1 and profileId = ?2", orgId, profileId);
  }
}
